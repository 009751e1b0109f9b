package dev.cdp.local.process;

import dev.cdp.local.component.Component;
import java.time.Duration;

/** For how long a component's process has been saying that it is stuck. By a clock that nobody sets. */
final class StuckFor {
    /** A question may take as long as the process takes to answer: not too often. */
    private final long betweenQuestions;

    private final Component component;
    private final long tooLong;
    private long asked = System.nanoTime();
    private long since;
    private boolean isStuck;

    StuckFor(Component component, Duration tooLong) {
        this.component = component;
        this.tooLong = tooLong.toNanos();
        this.betweenQuestions = this.tooLong / 12;
    }

    /** Begins anew once it has been true: whoever asks does something about it. */
    boolean isTooLong() {
        long now = System.nanoTime();
        if (now - asked < betweenQuestions) {
            return false;
        }
        asked = now;
        boolean was = isStuck;
        isStuck = component.saysItIsStuck();
        if (isStuck && !was) {
            since = now;
        }
        if (!isStuck || now - since < tooLong) {
            return false;
        }
        isStuck = false;
        return true;
    }
}
