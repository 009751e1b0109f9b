package dev.cdp.udf.engine.json;

import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.Strings;
import com.oracle.truffle.js.runtime.builtins.JSFunction;
import com.oracle.truffle.js.runtime.builtins.JSFunctionData;
import com.oracle.truffle.js.runtime.builtins.JSFunctionObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * The event that goes into an invocation and the events that come out, as bytes. The prelude has two functions of it:
 * {@code read()} makes the event's object, {@code write(event)} takes an event back. What either can't do it says, and
 * the prelude falls back on {@code JSON}. One for each context, used by one thread at a time.
 */
public final class EventJson {
    private static final Logger LOG = Logger.getLogger(EventJson.class.getName());

    /** Has all that is read and written in ways of its own. */
    private static final byte[] SAMPLE =
            "{\"a\":\"x\",\"b\":[1,-1.5,true,null],\"c\":{\"d\":{}}}".getBytes(StandardCharsets.UTF_8);

    /** Whether this GraalJS is one that this is made for. */
    private enum Fit {
        UNKNOWN,
        GOOD,
        BAD
    }

    private static volatile Fit fit = Fit.UNKNOWN;

    private byte[] event = new byte[0];
    private List<byte[]> written = new ArrayList<>();

    private Value reader;
    private Value writer;

    private EventJson() {}

    /** Of this context, in which no code has run. Without functions where GraalJS is not the version this is made for. */
    public static EventJson of(Context context) {
        EventJson json = new EventJson();
        if (fit == Fit.BAD) {
            return json;
        }
        try {
            context.initialize("js");
            context.enter();
            try {
                json.makeFunctions(context);
            } finally {
                context.leave();
            }
            if (fit == Fit.UNKNOWN) {
                json.tryFunctions();
                fit = Fit.GOOD;
            }
            return json;
        } catch (LinkageError | PolyglotException e) {
            fit = Fit.BAD;
            LOG.log(Level.WARNING, "this GraalJS reads and writes events' JSON itself, which takes longer", e);
            return new EventJson();
        }
    }

    /** What is lacking in another version shows when it is used. */
    private void tryFunctions() {
        next(SAMPLE);
        if (!writer.execute(reader.execute()).asBoolean() || !Arrays.equals(written.get(0), SAMPLE)) {
            throw new LinkageError("an event came out as another one");
        }
        next(new byte[0]);
    }

    private void makeFunctions(Context context) {
        JSRealm realm = JavaScriptLanguage.getCurrentJSRealm();
        JavaScriptLanguage language = JavaScriptLanguage.getCurrentLanguage();
        reader = context.asValue(function(realm, "read", new ReadNode(language, () -> event)));
        writer = context.asValue(function(realm, "write", new WriteNode(language, bytes -> written.add(bytes))));
    }

    private static JSFunctionObject function(JSRealm realm, String name, EventNode node) {
        return JSFunction.create(
                realm,
                JSFunctionData.createCallOnly(
                        realm.getContext(), node.getCallTarget(), node.arguments(), Strings.fromJavaString(name)));
    }

    /** A function without arguments: the event, or undefined when {@code JSON.parse} has to say what it is. Or null. */
    public Value reader() {
        return reader;
    }

    /** A function of an event: whether it was taken; otherwise {@code JSON.stringify} has to be asked. Or null. */
    public Value writer() {
        return writer;
    }

    /** The event that {@code read} makes an object of next. */
    public void next(byte[] json) {
        event = json;
        written = new ArrayList<>();
    }

    /** The event as text, for {@code JSON.parse}. */
    public String text() {
        return new String(event, StandardCharsets.UTF_8);
    }

    /** An event that was not {@code write}'s to take. */
    public void add(String json) {
        written.add(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The events that were taken since the last event came, in order. */
    public List<byte[]> taken() {
        return written;
    }
}
