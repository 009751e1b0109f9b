package dev.cdp.flink.connection;

import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.connection.HeldRange.Place;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.kafka.PartitionReader;
import dev.cdp.flink.ledger.Outcomes;
import dev.cdp.flink.shared.SharedInstances;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Lets events of paused connections lie in Kafka, where they are, and goes back for them when the pause ends. Nothing
 * is copied: what is kept is from which offset to which they lie. The connections of others go on meanwhile. Events of
 * a {@link Crowding crowded} source wait likewise, for room in the functions.
 *
 * <p>When a pause ends, the source's later events go on waiting until those before them have been let go, so that the
 * order stays. Going back means reading that stretch of the partition again, of which the events of others are passed
 * over by their headers.
 *
 * <p>In = out + held, exactly once: ranges and the source's offsets are of one checkpoint. Kafka's retention bounds a
 * pause; when it has deleted what waits, the job fails when it goes back, and does not jump over it.
 *
 * <p>Operator state {@code held}: a {@link HeldRange} for each paused source and partition, until its events have been
 * let go; split among subtasks when the job is rescaled, where later events of the source may then overtake them.
 */
final class HoldPaused extends AbstractStreamOperator<KafkaRecord>
        implements OneInputStreamOperator<KafkaRecord, KafkaRecord> {
    private static final long serialVersionUID = 1L;
    private static final long LOOK_MS = 100;
    private static final long LOOK_FOR_ROOM_MS = 5;
    private static final String PAUSED = "paused";
    private static final String BUSY = "busy";

    private final Destination destination;
    private final ConfigSource configSource;
    private final PartitionReader.Factory readers;
    /** Changed by the task's thread, read by that of the metrics too. */
    private final Map<Place, HeldRange> held = new ConcurrentHashMap<>();
    /** Those of {@link #held}, from the one whose turn to be let go it is. */
    private final Deque<Place> turns = new ArrayDeque<>();

    private transient ListState<HeldRange> state;
    private transient ConfigView config;
    private transient PartitionReader reader;
    private transient SharedInstances<String, Crowding>.Hold crowding;

    HoldPaused(Destination destination, ConfigSource config, PartitionReader.Factory readers) {
        this.destination = destination;
        this.configSource = config;
        this.readers = readers;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("held", new HeldRangeSerializer()));
        for (HeldRange range : state.get()) {
            held.merge(range.place(), range, HoldPaused::both);
        }
        turns.addAll(held.keySet());
    }

    /** Two subtasks' ranges of one place, after a rescale. */
    private static HeldRange both(HeldRange one, HeldRange other) {
        HeldRange first = one.from() <= other.from() ? one : other;
        return first.upTo(Math.max(one.to(), other.to()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        config = configSource.open();
        crowding = Crowding.of(getRuntimeContext());
        getMetricGroup().gauge("heldRanges", (Gauge<Integer>) held::size);
        getMetricGroup().gauge("heldForMs", (Gauge<Long>) this::heldForMs);
        lookIn(LOOK_MS);
    }

    /** How long the event that has waited the longest has. */
    private long heldForMs() {
        long now = System.currentTimeMillis();
        return held.values().stream()
                .mapToLong(range -> now - range.since())
                .max()
                .orElse(0);
    }

    @Override
    public void processElement(StreamRecord<KafkaRecord> element) {
        KafkaRecord record = element.getValue();
        if (held.isEmpty()
                && !config.current().hasPaused(destination.id())
                && !crowding.get().isAny()) {
            output.collect(element);
            return;
        }
        String workspaceId = record.header(RoutingHeaders.WORKSPACE_ID);
        String sourceId = record.header(RoutingHeaders.SOURCE_ID);
        Place place = new Place(workspaceId, sourceId, record.topic(), record.partition());
        HeldRange range = held.get(place);
        boolean paused = isPaused(workspaceId, sourceId);
        if (range == null && !paused && !crowding.get().isCrowded(workspaceId, sourceId)) {
            output.collect(element);
            return;
        }
        if (range == null) {
            turns.add(place);
            range = new HeldRange(
                    workspaceId,
                    sourceId,
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.offset(),
                    record.timestamp());
        }
        held.put(place, range.upTo(record.offset()));
        tellLedger(record, paused ? PAUSED : BUSY);
    }

    /** The destination passes this event, which is not lost for that. */
    private void tellLedger(KafkaRecord record, String reason) {
        Outcomes.held(record, destination.id(), reason)
                .ifPresent(outcome -> output.collect(Outcomes.OUTPUT, new StreamRecord<>(outcome)));
    }

    private boolean isPaused(String workspaceId, String sourceId) {
        return workspaceId != null
                && destination.serves(workspaceId)
                && config.current()
                        .connection(workspaceId, sourceId, destination.id())
                        .filter(ConnectionConfig::enabled)
                        .filter(ConnectionConfig::paused)
                        .isPresent();
    }

    /** Looks for events that need not wait any longer, lets some of them go, and comes back. */
    private void look() {
        Optional<HeldRange> free = next();
        if (free.isEmpty()) {
            closeReader();
            lookIn(LOOK_MS);
        } else if (!crowding.get().hasRoom()) {
            lookIn(LOOK_FOR_ROOM_MS);
        } else {
            letGo(free.get());
            lookIn(1);
        }
    }

    private void lookIn(long ms) {
        long next = getProcessingTimeService().getCurrentProcessingTime() + ms;
        getProcessingTimeService().registerTimer(next, now -> look());
    }

    /** The next that is not paused any more: sources take turns, as one of them may never be through. */
    private Optional<HeldRange> next() {
        for (int i = turns.size(); i > 0; i--) {
            Place place = turns.remove();
            turns.add(place);
            if (!isPaused(place.workspaceId(), place.sourceId())) {
                return Optional.of(held.get(place));
            }
        }
        return Optional.empty();
    }

    private void letGo(HeldRange range) {
        if (reader == null) {
            reader = readers.open();
        }
        reader.seek(range.topic(), range.partition(), range.from());
        long since = range.since();
        for (KafkaRecord record : reader.poll()) {
            if (record.offset() > range.to()) {
                break;
            }
            since = record.timestamp();
            if (range.sourceId().equals(record.header(RoutingHeaders.SOURCE_ID))
                    && range.workspaceId().equals(record.header(RoutingHeaders.WORKSPACE_ID))) {
                output.collect(new StreamRecord<>(record));
            }
        }
        if (reader.position() > range.to()) {
            held.remove(range.place());
            turns.remove(range.place());
        } else {
            held.put(range.place(), range.startingAt(reader.position(), since));
        }
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.copyOf(held.values()));
    }

    @Override
    public void close() throws Exception {
        closeReader();
        try (ConfigView followed = config;
                AutoCloseable shared = crowding) {
            super.close();
        }
    }
}
