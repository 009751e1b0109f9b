package dev.cdp.flink.processing;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.alias;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;

import dev.cdp.contract.Unlink;
import dev.cdp.flink.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a few visitors do: an {@link Events} or an {@link Unlink} at a time, in the order in which they arrive. */
final class RandomHistory {
    private static final int STEPS = 120;
    private static final int VISITORS = 4;
    private static final int USERS = 6;
    /** Within so many milliseconds events come in any order. */
    private static final int REORDERING = 40;

    private RandomHistory() {}

    static List<Object> of(Random random) {
        List<Object> history = new ArrayList<>();
        List<Events> accepted = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            long at = NOON + step * 10L + random.nextInt(REORDERING);
            Object next = next(step, at, accepted, random);
            if (next instanceof Events event && event.messageId().equals(message(step))) {
                accepted.add(event);
            }
            history.add(next);
        }
        return history;
    }

    private static Object next(int step, long at, List<Events> accepted, Random random) {
        String visitor = "visitor" + random.nextInt(VISITORS);
        String user = "user" + random.nextInt(USERS);
        String message = message(step);
        int kind = random.nextInt(100);
        if (kind < 45) {
            return track(message).anonymous(visitor).at(at);
        } else if (kind < 60) {
            return identify(message).anonymous(visitor).user(user).at(at);
        } else if (kind < 66) {
            return track(message).anonymous(visitor).user(user).at(at);
        } else if (kind < 72) {
            return alias(message, visitor, user).at(at);
        } else if (kind < 76) {
            return new Unlink("unlink" + step, "ws", visitor, random.nextInt(4) == 0 ? "" : user, at, "someone");
        } else if (accepted.isEmpty()) {
            return track(message).anonymous(visitor).at(at);
        }
        Events earlier = accepted.get(random.nextInt(accepted.size()));
        if (kind < 86) {
            // A client's retry has another time, an earlier one by the clock of another collector.
            return earlier.at(earlier.receivedAt() + 1 + random.nextInt(1_000) - random.nextInt(1_000));
        } else if (kind < 90) {
            return earlier.imported().at(earlier.receivedAt() + random.nextInt(1_000));
        } else if (kind < 93) {
            // The journal's second sending of a record.
            return earlier;
        }
        return earlier.replayed("replay" + random.nextInt(3));
    }

    private static String message(int step) {
        return "m" + step;
    }
}
