package dev.cdp.udf.engine.json;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.js.lang.JavaScriptLanguage;
import com.oracle.truffle.js.runtime.JSArguments;
import com.oracle.truffle.js.runtime.JSRealm;
import java.util.function.Consumer;

/** {@code write(event)}: whether the event was taken. */
final class WriteNode extends EventNode {
    private final Consumer<byte[]> events;
    private final JsonWriter writer = new JsonWriter(this);

    WriteNode(JavaScriptLanguage language, Consumer<byte[]> events) {
        super(language);
        this.events = events;
    }

    @Override
    int arguments() {
        return 1;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return write(getRealm(), JSArguments.getUserArgument(frame.getArguments(), 0));
    }

    @TruffleBoundary
    private boolean write(JSRealm realm, Object event) {
        try {
            events.accept(writer.write(event, realm));
            return true;
        } catch (NotPlainException e) {
            return false;
        }
    }
}
