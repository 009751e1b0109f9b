package dev.cdp.flink.ledger;

import dev.cdp.contract.IngestPosition;
import dev.cdp.contract.Progress;
import dev.cdp.flink.kafka.KafkaRecord;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Reports of each ingest partition the last position that came by: at once when the partition is new to this subtask,
 * then every so often, also when nothing comes. The report is part of the checkpoint that holds what came before it.
 *
 * <p>It goes on saying the same while the job stands idle because the ledger counts reports: an event is missed only
 * when several have been made after it came by, each in a checkpoint of its own.
 *
 * <p>Operator state {@code positions}: the last position of each partition, as a {@link Progress}; for the life of the
 * job; a subtask that gets another's after a restart goes on reporting it, and the further one counts.
 */
final class ReportProgress extends AbstractStreamOperator<Progress>
        implements OneInputStreamOperator<KafkaRecord, Progress> {
    private static final long serialVersionUID = 1L;

    private final String destinationId;
    private final String workspaceId;
    private final PositionOf positionOf;
    private final long intervalMs;
    private final Map<Partition, Long> seen = new LinkedHashMap<>();
    private transient ListState<Progress> positions;

    /** Where the event of a record stood when it was accepted. */
    interface PositionOf extends Serializable {
        /** Null when the record does not tell. */
        IngestPosition get(KafkaRecord record);
    }

    private record Partition(String topic, int number) implements Serializable {}

    ReportProgress(String destinationId, String workspaceId, PositionOf positionOf, long intervalMs) {
        this.destinationId = destinationId;
        this.workspaceId = workspaceId;
        this.positionOf = positionOf;
        this.intervalMs = intervalMs;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        positions = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("positions", new ProgressSerializer()));
        for (Progress restored : positions.get()) {
            IngestPosition position = restored.position();
            seen.merge(new Partition(position.topic(), position.partition()), position.offset(), Math::max);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        scheduleReport();
    }

    private void scheduleReport() {
        long next = getProcessingTimeService().getCurrentProcessingTime() + intervalMs;
        getProcessingTimeService().registerTimer(next, now -> {
            seen.forEach((partition, offset) -> report(partition, offset));
            scheduleReport();
        });
    }

    @Override
    public void processElement(StreamRecord<KafkaRecord> element) {
        IngestPosition position = positionOf.get(element.getValue());
        if (position == null) {
            return;
        }
        Partition partition = new Partition(position.topic(), position.partition());
        Long before = seen.put(partition, position.offset());
        if (before == null) {
            report(partition, position.offset());
        } else if (before > position.offset()) {
            // Within a checkpoint of the processing job the shuffle reorders.
            seen.put(partition, before);
        }
    }

    private void report(Partition partition, long offset) {
        output.collect(new StreamRecord<>(progress(partition, offset)));
    }

    private Progress progress(Partition partition, long offset) {
        return new Progress(
                destinationId,
                workspaceId,
                new IngestPosition(partition.topic(), partition.number(), offset),
                getProcessingTimeService().getCurrentProcessingTime());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        positions.update(seen.entrySet().stream()
                .map(partition -> progress(partition.getKey(), partition.getValue()))
                .toList());
    }
}
