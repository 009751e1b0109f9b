package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The step in front of the sink: makes rows of elements and encodes them. A row that does not fit its table goes to
 * a side output, alone, before a checkpoint could make it part of a block that the server refuses.
 *
 * <p>Accounting: rows mapped = rows emitted + rows in the side output.
 *
 * <p>While checkpoints don't complete, because a committer somewhere waits for its server, blocks of more and more
 * checkpoints would pile up behind the subtasks that do not wait. So rows are slowed down once those that no completed
 * checkpoint covers hold too many bytes.
 *
 * <p>The tables' schemas are read when the job starts or restarts; while the server is away that start waits. A
 * table that the sink can't write fails the job with a message that says what to change. A column added later is
 * known after the next start; a column's type is not to be changed while blocks are pending.
 *
 * @param <IN> the elements
 * @param <R> what the side output takes for a row that does not fit
 */
public final class EncodeRows<IN, R> extends ProcessFunction<IN, EncodedRow>
        implements ResultTypeQueryable<EncodedRow>, CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EncodeRows.class);
    private static final Backoff SERVER_AWAY = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    /** Larger rows are rejected: a block and the request that carries it must stay well below the limits. */
    public static final int DEFAULT_MAX_ROW_BYTES = 4 << 20;

    /** Of rows, before compression, that no completed checkpoint covers; beyond it each row is kept waiting. */
    public static final long DEFAULT_MAX_BACKLOG_BYTES = 256L << 20;

    /**
     * How long a row is kept waiting then. Barriers pass between two rows, so that the committer, which is further
     * down in the same thread, gets its checkpoint: waiting until there is room would be waiting for ever.
     */
    private static final long BRAKE_MILLIS = 50;

    private final ClickHouseConnection connection;
    private final Set<String> tables;
    private final RowMapper<IN> mapper;
    private final OutputTag<R> rejectedTag;
    private final RejectedRow.Handler<IN, R> rejectedHandler;
    private final int maxRowBytes;
    private final long maxBacklogBytes;

    private transient Map<String, RowEncoder> encoders;
    private transient Backlog backlog;
    private transient Counter braked;

    /** @param tables all tables that the mapper makes rows for */
    public EncodeRows(
            ClickHouseConnection connection,
            Set<String> tables,
            RowMapper<IN> mapper,
            OutputTag<R> rejectedTag,
            RejectedRow.Handler<IN, R> rejectedHandler) {
        this(
                connection,
                tables,
                mapper,
                rejectedTag,
                rejectedHandler,
                DEFAULT_MAX_ROW_BYTES,
                DEFAULT_MAX_BACKLOG_BYTES);
    }

    public EncodeRows(
            ClickHouseConnection connection,
            Set<String> tables,
            RowMapper<IN> mapper,
            OutputTag<R> rejectedTag,
            RejectedRow.Handler<IN, R> rejectedHandler,
            int maxRowBytes,
            long maxBacklogBytes) {
        this.connection = connection;
        this.tables = Set.copyOf(tables);
        this.mapper = mapper;
        this.rejectedTag = rejectedTag;
        this.rejectedHandler = rejectedHandler;
        this.maxRowBytes = maxRowBytes;
        this.maxBacklogBytes = maxBacklogBytes;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        TableSchemaReader reader = new TableSchemaReader(new ClickHouseClient(connection), connection.database());
        encoders = new HashMap<>();
        for (String table : tables) {
            encoders.put(table, new RowEncoder(readWaiting(reader, table), maxRowBytes));
        }
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("clickhouse");
        metrics.gauge("backlogBytes", (Gauge<Long>) backlog::held);
        braked = metrics.counter("rowsBraked");
    }

    /** A server that is away holds up the start, it does not fail it: the job has nothing else to do. */
    private TableSchema readWaiting(TableSchemaReader reader, String table) throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return reader.read(table);
            } catch (IOException e) {
                if (Failure.of(e) == Failure.REFUSED) {
                    throw e;
                }
                LOG.warn("Waiting for {} to read the schema of {}: {}", connection, table, e.toString());
                Thread.sleep(SERVER_AWAY.after(failures).toMillis());
            }
        }
    }

    @Override
    public void processElement(IN element, Context context, Collector<EncodedRow> out) throws InterruptedException {
        if (backlog.isFull()) {
            braked.inc();
            Thread.sleep(BRAKE_MILLIS);
        }
        mapper.map(element, row -> encode(element, row, context, out));
    }

    private void encode(IN element, ClickHouseRow row, Context context, Collector<EncodedRow> out) {
        RowEncoder encoder = encoders.get(row.table());
        if (encoder == null) {
            throw new IllegalStateException(
                    "The mapper made a row for table " + row.table() + ", which is not among " + tables);
        }
        EncodedRow encoded;
        try {
            encoded = encoder.encode(row.values());
        } catch (MisfitException e) {
            context.output(
                    rejectedTag, rejectedHandler.handle(new RejectedRow<>(element, row, e.column(), e.reason())));
            return;
        }
        backlog.add(encoded.bytes().length);
        out.collect(encoded);
    }

    /** No state: what was under way when the job ended is read again, or is the committer's. */
    @Override
    public void initializeState(FunctionInitializationContext context) {
        backlog = new Backlog(maxBacklogBytes);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        backlog.barrier(context.getCheckpointId());
    }

    /** Told before the committer is, which then returns when the blocks are written. */
    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        backlog.completed(checkpointId);
    }

    @Override
    public TypeInformation<EncodedRow> getProducedType() {
        return EncodedRow.TYPE;
    }
}
