package dev.cdp.flink.connection;

import dev.cdp.contract.Envelope;
import dev.cdp.flink.shared.SharedInstances;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * Which sources fill a subtask's functions with events that take long, so that everybody else's stand behind them. The
 * functions' operator finds out, and the one that lets events of paused connections wait has those of a crowded source
 * wait as well: in Kafka, until there is room for them.
 *
 * <p>Both operators of a subtask have the same instance. A source is crowded when the input has stood still for half of a
 * second and a quarter or more of what is in flight is its own. Until there is room again everybody else has a quarter of
 * the places more for each crowded source, since the crowded ones may keep theirs for long.
 */
final class Crowding implements AutoCloseable {
    private static final SharedInstances<String, Crowding> OF_SUBTASKS = new SharedInstances<>();
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SHARES = 4;

    private volatile Set<Source> crowded = Set.of();
    private volatile IntSupplier inFlight = () -> 0;
    private volatile int capacity = Integer.MAX_VALUE;
    private long windowBegan = System.nanoTime();
    private long stood;

    /** A source of a workspace. */
    record Source(String workspaceId, String sourceId) {
        static Source of(Envelope event) {
            return new Source(event.workspaceId(), event.sourceId());
        }
    }

    /** That of the subtask, for as long as it is held. */
    static SharedInstances<String, Crowding>.Hold of(RuntimeContext subtask) {
        String key =
                subtask.getJobInfo().getJobId() + "/" + subtask.getTaskInfo().getIndexOfThisSubtask();
        return OF_SUBTASKS.hold(key, absent -> new Crowding());
    }

    /** Says how many events of how many may be in flight. */
    void watch(IntSupplier inFlight, int capacity) {
        this.inFlight = inFlight;
        this.capacity = capacity;
    }

    /**
     * The input has stood still, as no event could be added to those in flight.
     *
     * @param from nanoTime
     * @param to nanoTime
     * @param counts of the events in flight; asked for only when it has stood for too long
     */
    void stoodStill(long from, long to, Supplier<Map<Source, Long>> counts) {
        stood += to - from;
        if (to - windowBegan < WINDOW_NANOS) {
            return;
        }
        if (stood >= WINDOW_NANOS / 2) {
            crowded = counts.get().entrySet().stream()
                    .filter(source -> source.getValue() * SHARES >= capacity)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
        windowBegan = to;
        stood = 0;
    }

    /** Whether one more event may be in flight. */
    boolean hasPlace() {
        int more = isAny() ? Math.min(crowded.size(), SHARES) * (capacity / SHARES) : 0;
        return inFlight.getAsInt() < capacity + more;
    }

    /** Whether events that have waited may be let go: half of what may be in flight is left to those that never did. */
    boolean hasRoom() {
        return inFlight.getAsInt() <= capacity / 2;
    }

    boolean isAny() {
        if (!crowded.isEmpty() && hasRoom()) {
            crowded = Set.of();
        }
        return !crowded.isEmpty();
    }

    boolean isCrowded(String workspaceId, String sourceId) {
        return isAny() && crowded.contains(new Source(workspaceId, sourceId));
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
