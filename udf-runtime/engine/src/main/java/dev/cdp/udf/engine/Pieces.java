package dev.cdp.udf.engine;

import org.graalvm.polyglot.PolyglotException;

/** Runs an invocation's pieces of the author's code in one context, each with a meter; a failure settles the invocation. */
final class Pieces {
    private final Guest guest;
    private volatile Meter meter;
    private boolean broken;

    Pieces(Guest guest) {
        this.guest = guest;
    }

    void run(Invocation invocation, Runnable code) {
        Meter used = new Meter();
        invocation.runsOn(Thread.currentThread());
        meter = used;
        try {
            code.run();
        } catch (PolyglotException e) {
            broken |= endsContext(e);
            invocation.settle(explained(e));
        } catch (IllegalStateException e) {
            // The context was closed between two pieces; the verdict says why.
            broken = true;
            invocation.settle(Results.failed("CLOSED", "the function was closed"));
        } catch (RuntimeException e) {
            // Whatever it is, the invocation has to end: its caller waits for that and for nothing else.
            broken = true;
            invocation.settle(Results.failed("CRASHED", "the engine failed: " + e));
        } finally {
            used.end();
            meter = null;
            invocation.used(used.nanos(), used.bytes());
        }
    }

    private Object[] explained(PolyglotException e) {
        try {
            return guest.failure(e);
        } catch (PolyglotException | IllegalStateException again) {
            // Telling what was thrown runs the author's code, too: a getter, a toString.
            broken |= !(again instanceof PolyglotException told) || endsContext(told);
            return Results.failed("CRASHED", "it threw a value that can't be shown");
        }
    }

    /** Whether nothing more can be run after it; an exhausted context does not even let its limits be reset. */
    private static boolean endsContext(PolyglotException e) {
        return e.isCancelled() || e.isResourceExhausted() || e.isInternalError();
    }

    /** Of the piece that runs now, or null; from any thread. */
    Meter meter() {
        return meter;
    }

    void breaks() {
        broken = true;
    }

    /** Whether the context can't run anything any more. */
    boolean isBroken() {
        return broken;
    }
}
