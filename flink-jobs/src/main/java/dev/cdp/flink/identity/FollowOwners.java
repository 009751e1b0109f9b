package dev.cdp.flink.identity;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Follows changes of owners in the rows that are there already. There is one for a destination, so an anonymous id has
 * one backfill at a time. The work is done by a thread of its own, which delays no checkpoint.
 *
 * <p>Operator state {@code pending}: {@link Notice}s that have not been followed; until they are. After a restart they
 * are followed again, which changes nothing where it was done.
 */
final class FollowOwners extends AbstractStreamOperator<Void> implements OneInputStreamOperator<Notice, Void> {
    private static final long serialVersionUID = 1L;

    private final Backfill.Opener opener;
    private final long intervalMs;
    private final boolean afterCheckpoint;
    private transient ListState<Notice> state;
    private transient Pending pending;
    private transient BackfillThread thread;

    /** @param intervalMs for so long changes are collected, and followed together */
    FollowOwners(Backfill.Opener opener, long intervalMs, boolean afterCheckpoint) {
        this.opener = opener;
        this.intervalMs = intervalMs;
        this.afterCheckpoint = afterCheckpoint;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("pending", new NoticeSerializer()));
        pending = new Pending(afterCheckpoint);
        for (Notice notice : state.get()) {
            pending.restore(notice);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        thread = BackfillThread.start(opener, pending, intervalMs);
        getMetricGroup().gauge("anonymousIdsPending", (Gauge<Integer>) pending::anonymousIds);
        getMetricGroup().gauge("rowsBackfilled", (Gauge<Long>) thread::rows);
        getMetricGroup().gauge("failedTries", (Gauge<Long>) thread::failures);
    }

    @Override
    public void processElement(StreamRecord<Notice> element) {
        pending.add(element.getValue());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(pending.barrier(context.getCheckpointId()));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        pending.completed(checkpointId);
    }

    @Override
    public void close() throws Exception {
        if (thread != null) {
            thread.close();
        }
        super.close();
    }
}
