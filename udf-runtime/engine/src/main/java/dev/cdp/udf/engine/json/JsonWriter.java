package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.array.ScriptArray;
import com.oracle.truffle.js.runtime.builtins.JSArrayObject;
import com.oracle.truffle.js.runtime.objects.JSDynamicObject;
import com.oracle.truffle.js.runtime.objects.Null;
import com.oracle.truffle.js.runtime.objects.Undefined;

/**
 * Writes an object as {@code JSON.stringify} does, as long as that can run nobody's code: plain objects and arrays of
 * texts, numbers, booleans and nulls. Everything else is left to the built-in.
 */
final class JsonWriter {
    /** Deeper ones, and circles, are left to the built-in. */
    private static final int MOST_DEPTH = 64;

    /** About the longest text that the context allows; the built-in says that it does not. */
    private static final int MOST_BYTES = 8 << 20;

    /** A buffer that an event has made larger is not kept for the next. */
    private static final int KEPT_BYTES = 1 << 16;

    private final Node node;
    private final Layouts layouts = new Layouts();
    private JsonBytes json = new JsonBytes();
    private JSRealm realm;
    private int depth;

    /** @param node that runs it */
    JsonWriter(Node node) {
        this.node = node;
    }

    byte[] write(Object event, JSRealm current) throws NotPlainException {
        realm = current;
        depth = 0;
        json.clear();
        if (!(event instanceof JSDynamicObject object)
                || layouts.of(object.getShape()).kind() != Layouts.Layout.Kind.OBJECT) {
            throw NotPlainException.INSTANCE;
        }
        value(object);
        byte[] written = json.toBytes();
        if (written.length > KEPT_BYTES) {
            json = new JsonBytes();
        }
        return written;
    }

    private void value(Object value) throws NotPlainException {
        if (value instanceof TruffleString text) {
            string(text);
        } else if (value instanceof Integer whole) {
            json.ascii(whole.toString());
        } else if (value instanceof Double number) {
            number(number);
        } else if (value instanceof Boolean bool) {
            json.ascii(bool ? "true" : "false");
        } else if (value == Null.instance) {
            json.ascii("null");
        } else if (value instanceof JSDynamicObject object) {
            structure(object);
        } else {
            throw NotPlainException.INSTANCE;
        }
    }

    private void string(TruffleString text) throws NotPlainException {
        String plain = Strings.toJavaString(text);
        if (json.size() + (long) plain.length() > MOST_BYTES) {
            throw NotPlainException.INSTANCE;
        }
        json.string(plain);
    }

    private void number(double number) {
        json.ascii(Double.isFinite(number) ? Strings.toJavaString(JSRuntime.doubleToString(number)) : "null");
    }

    private void structure(JSDynamicObject object) throws NotPlainException {
        TruffleSafepoint.poll(node);
        depth++;
        if (depth > MOST_DEPTH || json.size() > MOST_BYTES) {
            throw NotPlainException.INSTANCE;
        }
        Shape shape = object.getShape();
        Layouts.Layout layout = layouts.of(shape);
        switch (layout.kind()) {
            case OBJECT -> object(object, shape, layout);
            case ARRAY -> array((JSArrayObject) object);
            default -> throw NotPlainException.INSTANCE;
        }
        depth--;
    }

    private void object(JSDynamicObject object, Shape shape, Layouts.Layout layout) throws NotPlainException {
        JSDynamicObject prototype = object.getPrototypeOf();
        if (prototype != realm.getObjectPrototype() && prototype != Null.instance) {
            throw NotPlainException.INSTANCE;
        }
        Property[] properties = layout.properties();
        byte[][] keys = layout.keys();
        json.ascii('{');
        boolean first = true;
        for (int i = 0; i < properties.length; i++) {
            Object value = properties[i].get(object, shape);
            if (value != Undefined.instance) {
                if (!first) {
                    json.ascii(',');
                }
                first = false;
                json.raw(keys[i]);
                value(value);
            }
        }
        json.ascii('}');
    }

    private void array(JSArrayObject array) throws NotPlainException {
        if (array.getPrototypeOf() != realm.getArrayPrototype()) {
            throw NotPlainException.INSTANCE;
        }
        ScriptArray type = array.getArrayType();
        long length = type.length(array);
        json.ascii('[');
        for (long i = 0; i < length; i++) {
            if (i > 0) {
                json.ascii(',');
            }
            Object element = type.getElement(array, i);
            if (json.size() > MOST_BYTES) {
                throw NotPlainException.INSTANCE;
            }
            value(element == Undefined.instance ? Null.instance : element);
        }
        json.ascii(']');
    }
}
