package dev.cdp.flink.processing;

import dev.cdp.flink.enrichment.Answer;
import dev.cdp.flink.enrichment.Enricher;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds to each event what can be found out about it. In = out, in the same order: an event whose
 * answer takes time holds back those behind it, for so long at most as it has {@link Patience}; then it
 * goes on without, counted in {@code unenriched}.
 *
 * <p>It has no state. In front of a barrier all that waits goes on with what is known by then, after
 * a moment of grace. So a slow or failing lookup delays no checkpoint, no event can be lost, and none
 * changes its place, whatever the parallelism that the job is restored with. Flink's own {@code
 * AsyncDataStream} would keep what waits as state, spread it over all subtasks at a rescale (where it
 * could be overtaken by later events of its key), and set a timer for every event; here an event
 * whose answer is known, as nearly all are, passes straight through.
 */
final class EnrichEvents extends AbstractStreamOperator<StitchedEvent>
        implements OneInputStreamOperator<StitchedEvent, StitchedEvent> {
    /**
     * How long events are held back.
     *
     * @param answerMs how long an event waits for its answer
     * @param graceMs how long all that waits may hold up a barrier
     */
    record Patience(long answerMs, long graceMs) implements Serializable {
        /** Of a stream that must not stand: a barrier waits for some dozens of answers. */
        static final Patience LIVE = new Patience(1_000, 50);

        /** Where an answer that is lacking would be taken for a difference. */
        static final Patience THOROUGH = new Patience(30_000, 30_000);
    }

    private static final int MAX_WAITING = 1_000;
    private static final long serialVersionUID = 1L;

    private final transient Enricher enricher;
    private final transient MailboxExecutor mailbox;
    private final transient Patience patience;
    private final transient Deque<Waiting> waiting = new ArrayDeque<>();
    private transient Watermark heldBack;
    private transient Counter unenriched;

    private record Waiting(StreamRecord<StitchedEvent> record, Answer answer, long deadline) {}

    EnrichEvents(
            StreamOperatorParameters<StitchedEvent> parameters,
            Enricher enricher,
            MailboxExecutor mailbox,
            Patience patience) {
        super(parameters);
        this.enricher = enricher;
        this.mailbox = mailbox;
        this.patience = patience;
    }

    @Override
    public void open() throws Exception {
        super.open();
        unenriched = getMetricGroup().counter("unenriched");
        getMetricGroup().gauge("waiting", waiting::size);
    }

    @Override
    public void processElement(StreamRecord<StitchedEvent> record) throws Exception {
        Answer answer = enricher.ask(record.getValue().clues());
        if (waiting.isEmpty() && answer.isDone()) {
            emit(record, answer);
            return;
        }
        while (waiting.size() >= MAX_WAITING) {
            mailbox.yield();
        }
        long deadline = getProcessingTimeService().getCurrentProcessingTime() + patience.answerMs();
        waiting.add(new Waiting(record.copy(record.getValue()), answer, deadline));
        if (answer.isDone()) {
            emitReady();
        } else {
            answer.missing().whenComplete((found, failure) -> mailbox.execute(this::emitReady, "answer has come"));
            getProcessingTimeService().registerTimer(deadline, time -> emitReady());
        }
    }

    /** Emits from the front what has its answer or has waited long enough. */
    private void emitReady() {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        while (!waiting.isEmpty()
                && (waiting.peek().answer().isDone() || waiting.peek().deadline() <= now)) {
            emitFirst();
        }
    }

    private void emitFirst() {
        Waiting first = waiting.remove();
        emit(first.record(), first.answer());
        if (waiting.isEmpty() && heldBack != null) {
            output.emitWatermark(heldBack);
            heldBack = null;
        }
    }

    private void emit(StreamRecord<StitchedEvent> record, Answer answer) {
        if (answer.isPartial()) {
            unenriched.inc();
        }
        output.collect(record.replace(record.getValue().enriched(answer.now())));
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        emitAllWithin(patience.graceMs());
    }

    @Override
    public void finish() throws Exception {
        emitAllWithin(patience.answerMs());
        super.finish();
    }

    private void emitAllWithin(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!waiting.isEmpty()) {
            await(waiting.peek().answer(), end - System.nanoTime());
            emitFirst();
        }
    }

    private static void await(Answer answer, long nanos) throws InterruptedException {
        try {
            answer.missing().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It goes on with what is known, and is counted.
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (waiting.isEmpty()) {
            super.processWatermark(mark);
        } else {
            heldBack = mark;
        }
    }

    @Override
    public void close() throws Exception {
        super.close();
        enricher.close();
    }
}
