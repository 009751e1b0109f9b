package dev.cdp.admin.doctor;

import dev.cdp.admin.doctor.Diagnosis.State;

/** Looks at one part. */
final class Examination {
    private final String name;
    private final String advice;
    private final Look look;

    /** @param advice what to do when it is down */
    Examination(String name, String advice, Look look) {
        this.name = name;
        this.advice = advice;
        this.look = look;
    }

    /** Returns what was seen, or throws when nothing was. */
    interface Look {
        String at() throws Exception;
    }

    /** It answers, and says that it is not well. */
    static final class UnwellException extends Exception {
        private static final long serialVersionUID = 1L;

        private final State state;
        private final String advice;

        UnwellException(State state, String message, String advice) {
            super(message);
            this.state = state;
            this.advice = advice;
        }
    }

    Diagnosis diagnose() {
        long begun = System.nanoTime();
        try {
            return diagnosis(State.UP, look.at(), "", begun);
        } catch (UnwellException e) {
            return diagnosis(e.state, e.getMessage(), e.advice, begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return diagnosis(State.DOWN, "interrupted", advice, begun);
        } catch (Exception e) {
            return diagnosis(State.DOWN, "does not answer (" + e.getClass().getSimpleName() + ")", advice, begun);
        }
    }

    private Diagnosis diagnosis(State state, String message, String what, long begun) {
        return new Diagnosis(name, state, message, what, (System.nanoTime() - begun) / 1e6);
    }
}
