package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JSRealm;
import com.oracle.truffle.js.runtime.objects.Undefined;
import java.util.function.Supplier;

/** {@code read()}: the event's object, or undefined. */
final class ReadNode extends EventNode {
    private final Supplier<byte[]> event;
    private final ObjectSite events = new ObjectSite(new ObjectSite.Allowance(this));

    ReadNode(JavaScriptLanguage language, Supplier<byte[]> event) {
        super(language);
        this.event = event;
    }

    @Override
    int arguments() {
        return 0;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return read(getRealm());
    }

    @TruffleBoundary
    private Object read(JSRealm realm) {
        try {
            return new JsonReader(event.get(), realm).read(events);
        } catch (NotPlainException e) {
            return Undefined.instance;
        }
    }
}
