package dev.cdp.bench.load;

import java.time.Duration;

/**
 * As many requests as are answered, each connection sending its next one when it has its answer.
 *
 * @param eventsPerRequest 1: single track requests; more: batches of so many
 */
public record Load(int eventsPerRequest, int connections, Duration duration) {
    public Load lasting(Duration other) {
        return new Load(eventsPerRequest, connections, other);
    }
}
