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
            broken |= e.isCancelled() || e.isResourceExhausted() || e.isInternalError();
            invocation.settle(explained(e));
        } catch (IllegalStateException e) {
            // The context was closed between two pieces; the verdict says why.
            broken = true;
            invocation.settle(Results.failed("CLOSED", "the function was closed"));
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
            broken |= !(again instanceof PolyglotException told && told.isGuestException());
            return Results.failed("CRASHED", "it threw a value that can't be shown");
        }
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
