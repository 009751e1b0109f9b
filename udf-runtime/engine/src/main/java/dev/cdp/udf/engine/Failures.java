package dev.cdp.udf.engine;

import java.util.ArrayList;
import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.SourceSection;
import org.graalvm.polyglot.Value;

/** Tells in terms of the author's source what went wrong. */
final class Failures {
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int DEEPEST_STACK = 20;

    private final Spec spec;
    private final String file;
    private final int lines;
    private final Blotter blotter;

    Failures(Spec spec, String file, Blotter blotter) {
        this.spec = spec;
        this.file = file;
        this.lines = AuthorModule.lines(spec);
        this.blotter = blotter;
    }

    /** Something was thrown that the function did not catch. */
    Object[] of(PolyglotException e, Verdicts verdicts) {
        if (e.isSyntaxError()) {
            return failed("INVALID_CODE", syntaxMessage(e), e);
        }
        if (e.isResourceExhausted()) {
            return e.getMessage() != null && e.getMessage().contains("tatement")
                    ? failed("TOO_MANY_STATEMENTS", "it executed more than " + spec.statements() + " statements", e)
                    : failed("OUT_OF_MEMORY", "it used up memory or stack", e);
        }
        if (e.isCancelled()) {
            return failed("CLOSED", "it was cancelled", e);
        }
        if (e.isInternalError() || e.isHostException()) {
            return failed("CRASHED", "the engine failed: " + e.getMessage(), e);
        }
        Value thrown = e.getGuestObject();
        return thrown == null
                ? failed("CRASHED", e.getMessage(), e)
                : switch (verdicts.verdict(thrown)) {
                    case "retry" -> Results.retry(shown(verdicts.message(thrown)), verdicts.delay(thrown));
                    case "drop" -> Results.dropped();
                    default -> failed("CRASHED", verdicts.message(thrown), e);
                };
    }

    /** A promise was rejected with a value. */
    Object[] of(Value thrown, Verdicts verdicts) {
        if (thrown.isException()) {
            try {
                throw thrown.throwException();
            } catch (PolyglotException e) {
                return of(e, verdicts);
            }
        }
        return Results.failed("CRASHED", shown(verdicts.message(thrown)));
    }

    private static String syntaxMessage(PolyglotException e) {
        // Its first line says what; the following ones draw the place, which is told in numbers.
        return e.getMessage().lines().findFirst().orElse("SyntaxError");
    }

    private Object[] failed(String kind, String message, PolyglotException e) {
        List<StackFrame> frames = new ArrayList<>();
        for (StackFrame frame : e.getPolyglotStackTrace()) {
            if (frames.size() < DEEPEST_STACK && frame.isGuestFrame() && isAuthors(frame.getSourceLocation())) {
                frames.add(frame);
            }
        }
        SourceSection place = isAuthors(e.getSourceLocation())
                ? e.getSourceLocation()
                : frames.isEmpty() ? null : frames.get(0).getSourceLocation();
        return Results.failed(
                kind,
                shown(message),
                frames.isEmpty() ? "" : name(frames.get(0)),
                place == null ? 0 : place.getStartLine(),
                place == null ? 0 : place.getStartColumn(),
                frames.stream().map(this::line).toArray(String[]::new));
    }

    /** A limit was passed; where, is known when the cancelled code said so. */
    static Object[] located(String kind, String message, Object[] asTold) {
        return asTold != null && "failed".equals(asTold[0])
                ? new Object[] {"failed", kind, message, asTold[3], asTold[4], asTold[5], asTold[6]}
                : Results.failed(kind, message);
    }

    private boolean isAuthors(SourceSection section) {
        return section != null
                && section.getSource().getName().equals(file)
                && section.getStartLine() <= Math.max(1, lines);
    }

    private String line(StackFrame frame) {
        SourceSection place = frame.getSourceLocation();
        String name = name(frame);
        String at = file + ':' + place.getStartLine() + ':' + place.getStartColumn();
        return blotter.blot(name.isEmpty() ? "at " + at : "at " + name + " (" + at + ')');
    }

    private static String name(StackFrame frame) {
        String name = frame.getRootName();
        return name == null || name.startsWith(":") ? "" : name;
    }

    private String shown(String message) {
        String blotted = blotter.blot(message == null ? "" : message);
        return blotted.length() > LONGEST_MESSAGE ? blotted.substring(0, LONGEST_MESSAGE) + "…" : blotted;
    }

    /** What a thrown value means: asked of the prelude, within the function's limits. */
    record Verdicts(Value verdictOf, Value messageOf, Value delayOf) {
        String verdict(Value thrown) {
            return verdictOf.execute(thrown).asString();
        }

        String message(Value thrown) {
            return messageOf.execute(thrown).asString();
        }

        Long delay(Value thrown) {
            Value delay = delayOf.execute(thrown);
            return delay.isNull() ? null : delay.asLong();
        }
    }
}
