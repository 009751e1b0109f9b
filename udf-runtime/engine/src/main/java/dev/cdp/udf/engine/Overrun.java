package dev.cdp.udf.engine;

/** What an invocation may use of time and memory, looked at from outside while it runs. */
final class Overrun {
    private static final long MILLI = 1_000_000;

    private final Spec spec;

    Overrun(Spec spec) {
        this.spec = spec;
    }

    /**
     * Condemns an invocation that has passed a limit; false when it has not, or was condemned before.
     *
     * @param running of the piece that runs now; null: it waits
     */
    boolean condemns(Invocation invocation, Meter running) {
        if (invocation.nanosLeft() < 0) {
            return invocation.condemn("TIMED_OUT", "it took longer than " + spec.wallTime() / MILLI + " ms");
        }
        if (running == null) {
            return false;
        }
        long bytes = invocation.allocatedBytes() + running.bytesSeenFromOutside();
        long cpu = running.cpuSeenFromOutside();
        if (running.hasEnded()) {
            // The thread may have gone on to somebody else's work meanwhile.
            return false;
        }
        if (bytes > spec.memoryBytes()) {
            return invocation.condemn("OUT_OF_MEMORY", tooMuchMemory());
        }
        if (cpu > spec.cpuTime()) {
            return invocation.condemn(
                    "TIMED_OUT", "it kept a processor busy for longer than " + spec.cpuTime() / MILLI + " ms");
        }
        return false;
    }

    /** Overrules the result of an invocation whose last piece has allocated too much unseen. */
    void judge(Invocation ended) {
        if (ended.allocatedBytes() > spec.memoryBytes()) {
            ended.overrule(Failures.located("OUT_OF_MEMORY", tooMuchMemory(), ended.result()));
        }
    }

    private String tooMuchMemory() {
        return "it allocated more than " + spec.memoryBytes() + " bytes";
    }
}
