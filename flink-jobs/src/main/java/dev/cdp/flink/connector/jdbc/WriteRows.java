package dev.cdp.flink.connector.jdbc;

import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Writes a row of each element into a table. What the table refuses goes to one side output, which events are written to
 * another. There is no main output.
 *
 * <p>Guarantee: when a checkpoint is complete, each row of the elements before its barrier is in the table, or was
 * emitted before that barrier. Rows are written at least once; their identity and version make it once in effect.
 * Elements = rows written + refused + those that wait in the batch; none waits at a barrier, so there is no state.
 *
 * <p>Events = those told of as written + those with a refused row.
 *
 * <p>An operator and not a Sink, because a sink has nobody to tell which row was refused: what is emitted before the
 * barrier is part of the same checkpoint, and so a dead letter is as exactly-once as its own sink.
 *
 * <p>While the database is away, the task waits: no element is taken, no checkpoint made, and none is lost.
 *
 * @param <IN> the elements
 * @param <R> what the side output takes for a row that is refused
 */
public final class WriteRows<IN, R> extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<IN, Void>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final JdbcTarget target;
    private final WriteSettings settings;
    private final RowMapper<IN> mapper;
    private final OutputTag<R> refusedTag;
    private final RefusedRow.Handler<IN, R> handler;
    private final WrittenEvents<IN, ?> written;

    private transient EventTally<IN> tally;
    private transient TableWriter<IN> writer;
    private transient Batch<IN> batch;

    public WriteRows(
            JdbcTarget target,
            WriteSettings settings,
            RowMapper<IN> mapper,
            OutputTag<R> refusedTag,
            RefusedRow.Handler<IN, R> handler,
            WrittenEvents<IN, ?> written) {
        this.target = target;
        this.settings = settings;
        this.mapper = mapper;
        this.refusedTag = refusedTag;
        this.handler = handler;
        this.written = written;
    }

    @Override
    public void open() throws Exception {
        super.open();
        tally = new EventTally<>(written.event());
        batch = new Batch<>(settings, target.table().identity().event());
        writer = new TableWriter<>(target, settings, getMetricGroup());
        getContainingTask().getCancelables().registerCloseable(writer::abort);
    }

    @Override
    public void processElement(StreamRecord<IN> element) throws InterruptedException {
        JdbcRow row;
        try {
            row = mapper.map(element.getValue());
            batch.requireSize(row);
        } catch (MisfitException e) {
            refuse(new RefusedRow<>(element.getValue(), e));
            return;
        }
        if (batch.isFullBefore(row)) {
            flush();
        }
        batch.add(new PendingRow<>(element.getValue(), row));
        tally.add(element.getValue());
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws InterruptedException {
        flush();
    }

    @Override
    public void endInput() throws InterruptedException {
        flush();
    }

    private void flush() throws InterruptedException {
        List<PendingRow<IN>> rows = batch.take();
        if (!rows.isEmpty()) {
            writer.write(rows).forEach(this::refuse);
        }
        tell(written);
    }

    private <W> void tell(WrittenEvents<IN, W> to) {
        tally.drain((element, rows) ->
                output.collect(to.tag(), new StreamRecord<>(to.made().make(element, rows))));
    }

    private void refuse(RefusedRow<IN> refused) {
        tally.refuse(refused.element());
        output.collect(refusedTag, new StreamRecord<>(handler.handle(refused)));
    }

    @Override
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
        super.close();
    }
}
