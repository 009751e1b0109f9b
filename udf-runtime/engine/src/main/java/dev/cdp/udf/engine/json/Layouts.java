package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.object.Property;
import com.oracle.truffle.api.object.Shape;
import com.oracle.truffle.api.strings.TruffleString;
import com.oracle.truffle.js.runtime.JSRuntime;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSArray;
import com.oracle.truffle.js.runtime.builtins.JSOrdinary;
import com.oracle.truffle.js.runtime.objects.JSProperty;
import com.oracle.truffle.js.runtime.objects.JSShape;
import java.util.IdentityHashMap;
import java.util.Map;

/** How objects of a shape are written, worked out once for each shape. */
final class Layouts {
    /** More have data for keys, and are not worth remembering. */
    private static final int MOST = 500;

    private static final TruffleString TO_JSON = Strings.fromJavaString("toJSON");

    private final Map<Shape, Layout> known = new IdentityHashMap<>();

    /**
     * Objects of a shape.
     *
     * @param keys each in its quotes with a colon behind it
     */
    record Layout(Kind kind, Property[] properties, byte[][] keys) {
        enum Kind {
            OBJECT,
            ARRAY,
            /** Accessors, keys that are sorted before others, objects with ways of their own. */
            OTHER
        }

        private static final Layout OTHER = new Layout(Kind.OTHER, null, null);
        private static final Layout ARRAY = new Layout(Kind.ARRAY, null, null);
    }

    Layout of(Shape shape) {
        Layout layout = known.get(shape);
        if (layout == null) {
            layout = make(shape);
            if (known.size() == MOST) {
                known.clear();
            }
            known.put(shape, layout);
        }
        return layout;
    }

    private static Layout make(Shape shape) {
        Object type = JSShape.getJSClassNoCast(shape);
        if (type == JSArray.INSTANCE) {
            return hasOnlyItsLength(shape) ? Layout.ARRAY : Layout.OTHER;
        }
        return type == JSOrdinary.INSTANCE ? ofObject(shape) : Layout.OTHER;
    }

    private static boolean hasOnlyItsLength(Shape shape) {
        return shape.getPropertyList().stream().allMatch(property -> JSArray.LENGTH.equals(property.getKey()));
    }

    private static Layout ofObject(Shape shape) {
        Property[] properties = shape.getPropertyList().stream()
                .filter(property -> property.getKey() instanceof TruffleString && JSProperty.isEnumerable(property))
                .toArray(Property[]::new);
        byte[][] keys = new byte[properties.length][];
        for (int i = 0; i < properties.length; i++) {
            TruffleString key = (TruffleString) properties[i].getKey();
            if (!isPlain(properties[i].getFlags()) || JSRuntime.isArrayIndexString(key) || TO_JSON.equals(key)) {
                return Layout.OTHER;
            }
            JsonBytes text = new JsonBytes();
            text.string(Strings.toJavaString(key));
            text.ascii(':');
            keys[i] = text.toBytes();
        }
        return new Layout(Layout.Kind.OBJECT, properties, keys);
    }

    private static boolean isPlain(int flags) {
        return JSProperty.isData(flags) && !JSProperty.isDataSpecial(flags) && !JSProperty.isProxy(flags);
    }
}
