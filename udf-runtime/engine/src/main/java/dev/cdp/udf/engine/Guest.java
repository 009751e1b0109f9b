package dev.cdp.udf.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        Value prelude = context.eval(Prelude.SOURCE).execute(calls, AuthorModule.HANDLERS);
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

    /** What the prelude's {@code encoded} makes of what the function returned, or a boolean when it awaits something. */
    Value start(byte[] event) {
        return start.execute(new String(event, StandardCharsets.UTF_8));
    }

    /** Goes on behind an {@code await} of the host. */
    void resume(Answer answer, Object value) {
        resume.executeVoid(answer.id(), answer.ok(), value);
    }

    /** Forgets what an invocation has left pending. */
    void finish() {
        finish.executeVoid();
    }

    /** Of what the prelude's {@code encoded} makes: a text, a list of texts, or null. */
    Object[] result(Value outcome) {
        if (outcome.isNull()) {
            return Results.dropped();
        }
        if (outcome.isString()) {
            return Results.returned(List.of(outcome.asString()), outputBytes);
        }
        List<String> events = new ArrayList<>();
        for (long i = 0; i < outcome.getArraySize(); i++) {
            events.add(outcome.getArrayElement(i).asString());
        }
        return Results.returned(events, outputBytes);
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
