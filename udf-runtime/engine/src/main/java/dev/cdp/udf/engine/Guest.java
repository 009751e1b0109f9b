package dev.cdp.udf.engine;

import dev.cdp.udf.engine.json.EventJson;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * A context with the prelude in it, which calls the author's code: each of these calls may run that, and
 * throw what it throws. To be used by one thread at a time, but for {@link #close}.
 */
final class Guest {
    private final Context context;
    private final Failures failures;
    private final Failures.Verdicts verdicts;
    private final EventJson json;
    private final int outputBytes;

    private final Value bind;
    private final Value start;
    private final Value resume;
    private final Value finish;

    /** @param outputBytes that an invocation may return */
    Guest(Context context, HostCalls calls, Failures failures, int outputBytes) {
        this.context = context;
        this.failures = failures;
        this.outputBytes = outputBytes;
        this.json = EventJson.of(context);
        calls.carry(json);
        Value prelude =
                context.eval(Prelude.SOURCE).execute(calls, AuthorModule.HANDLERS, json.reader(), json.writer());
        this.bind = prelude.getMember("bind");
        this.start = prelude.getMember("start");
        this.resume = prelude.getMember("resume");
        this.finish = prelude.getMember("finish");
        this.verdicts = new Failures.Verdicts(
                prelude.getMember("verdict"), prelude.getMember("message"), prelude.getMember("delay"));
    }

    /** Evaluates the author's module; false when it exports no function. */
    boolean bind(Source module) {
        return bind.execute(context.eval(module)).asBoolean();
    }

    /** Statements are counted anew. */
    void resetLimits() {
        context.resetLimits();
    }

    /** Runs the author's function; false when it awaits something. */
    boolean start(byte[] event) {
        json.next(event);
        return start.execute().asBoolean();
    }

    /** Goes on behind an {@code await} of the host. */
    void resume(Answer answer, Object value) {
        resume.executeVoid(answer.id(), answer.ok(), value);
    }

    /** Forgets what an invocation has left pending. */
    void finish() {
        finish.executeVoid();
    }

    /** The events that the function has returned. */
    Object[] result() {
        return Results.returned(json.taken(), outputBytes);
    }

    Object[] failure(Value thrown) {
        return failures.of(thrown, verdicts);
    }

    Object[] failure(PolyglotException thrown) {
        return failures.of(thrown, verdicts);
    }

    /** Cancels what runs, from any thread; may take as long as a built-in takes to notice. */
    void close() {
        context.close(true);
    }
}
