package dev.cdp.flink.connector.clickhouse;

import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Builds a {@link ClickHouseSink}; only the connection is required. */
public final class ClickHouseSinkBuilder {
    ClickHouseConnection connection;
    DeliveryGuarantee guarantee = DeliveryGuarantee.EXACTLY_ONCE;
    BlockLimits limits = BlockLimits.DEFAULT;
    int concurrentInserts = 4;
    Duration insertTimeout = Duration.ofMinutes(5);
    Backoff passingBackoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    Backoff refusedBackoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));
    String parkingRequests = "";
    ParkedRows parkedRows;

    ClickHouseSinkBuilder() {}

    public ClickHouseSinkBuilder connection(ClickHouseConnection value) {
        this.connection = value;
        return this;
    }

    /** EXACTLY_ONCE (default) or AT_LEAST_ONCE. */
    public ClickHouseSinkBuilder guarantee(DeliveryGuarantee value) {
        if (value == DeliveryGuarantee.NONE) {
            throw new IllegalArgumentException("The sink gives EXACTLY_ONCE or AT_LEAST_ONCE");
        }
        this.guarantee = value;
        return this;
    }

    /** When a block is full: rows (default 100,000), and bytes before compression (default 16 MiB). */
    public ClickHouseSinkBuilder blockLimits(int rows, int bytes) {
        this.limits = new BlockLimits(rows, bytes);
        return this;
    }

    /** How many blocks a subtask inserts at the same time (default 4). */
    public ClickHouseSinkBuilder concurrentInserts(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("At least one insert at a time, not " + value);
        }
        this.concurrentInserts = value;
        return this;
    }

    /** After this without an answer an insert is in doubt (default 5 minutes). */
    public ClickHouseSinkBuilder insertTimeout(Duration value) {
        this.insertTimeout = Objects.requireNonNull(value);
        return this;
    }

    /** Waits while the server is away or overloaded (default 200 ms, doubling to 5 s). */
    public ClickHouseSinkBuilder retryBackoff(Duration first, Duration most) {
        this.passingBackoff = new Backoff(first, most);
        return this;
    }

    /** Waits while the server refuses a block for good (default 5 s, doubling to 1 minute). */
    public ClickHouseSinkBuilder refusedBackoff(Duration first, Duration most) {
        this.refusedBackoff = new Backoff(first, most);
        return this;
    }

    /**
     * Lets an operator give up a block that its table refuses for good (default: it waits for ever).
     *
     * @param requests table in the connection's database with a String column {@code block}, into which the operator
     *     inserts the id that the alert names; a request must stay there for as long as the job may be restored from
     *     a checkpoint that holds the block
     * @param rows where the rows go
     */
    public ClickHouseSinkBuilder parking(String requests, ParkedRows rows) {
        this.parkingRequests = Objects.requireNonNull(requests);
        this.parkedRows = Objects.requireNonNull(rows);
        return this;
    }

    public ClickHouseSink build() {
        Objects.requireNonNull(connection, "The sink needs a connection");
        return new ClickHouseSink(this);
    }

    /**
     * A sink that tells others what it has committed. With AT_LEAST_ONCE it tells nothing, since the blocks don't come
     * to its committer.
     */
    public Sink<EncodedRow> buildFollowedBy(AfterCommit steps) {
        return new FollowedSink(build(), steps);
    }
}
