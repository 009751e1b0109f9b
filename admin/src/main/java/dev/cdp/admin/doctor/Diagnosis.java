package dev.cdp.admin.doctor;

/**
 * How a part is.
 *
 * @param message what was seen; no secret and no driver's words
 * @param advice what to do; empty when it is up
 */
public record Diagnosis(String name, State state, String message, String advice, double durationMs) {

    /** Up; at work, but not well; not at work. */
    public enum State {
        UP,
        DEGRADED,
        DOWN
    }

    public boolean isUp() {
        return state == State.UP;
    }
}
