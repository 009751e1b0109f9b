package dev.cdp.flink.warehouse;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.RawJson;
import dev.cdp.flink.connector.jdbc.JdbcRow;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.connector.jdbc.MisfitException;
import dev.cdp.flink.connector.jdbc.RowMapper;
import dev.cdp.flink.connector.jdbc.WriteRows;
import dev.cdp.flink.connector.jdbc.WriteSettings;
import dev.cdp.flink.deadletter.DeadLetters;
import java.io.Serializable;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Delivery to a warehouse, as a step from a stream of events to the stream of those that it refuses. */
public final class Warehouse {
    private Warehouse() {}

    /** What a row is made of, whichever class carries it. */
    public interface RowSource<IN> extends Serializable {
        ProcessedEvent event(IN element);

        /** Counts the rows that functions made of one event, from 0. */
        default int rowNo(IN element) {
            return 0;
        }

        /** What is to be flattened. */
        default RawJson payload(IN element) {
            return event(element).envelope().payload();
        }
    }

    /** @param table {@code table} or {@code schema.table} */
    public static JdbcTarget target(String jdbcUrl, String user, String password, String table) {
        return new JdbcTarget(
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(jdbcUrl)
                        .withUsername(user)
                        .withPassword(password)
                        .build(),
                WarehouseTable.of(table));
    }

    /**
     * Writes a row of each element. In = rows + dead letters. Each row is there once when the checkpoint that covers
     * it is complete, and each dead letter is part of that checkpoint.
     *
     * @param destinationId as dead letters name it
     */
    public static <IN> DataStream<DeadLetter> deliver(
            DataStream<IN> events, RowSource<IN> source, JdbcTarget target, String destinationId) {
        return deliver(events, source, target, destinationId, WriteSettings.DEFAULT);
    }

    static <IN> DataStream<DeadLetter> deliver(
            DataStream<IN> events,
            RowSource<IN> source,
            JdbcTarget target,
            String destinationId,
            WriteSettings settings) {
        String table = target.table().toString();
        WriteRows<IN, DeadLetter> write = new WriteRows<>(
                target,
                settings,
                new Mapper<>(source),
                refused -> WarehouseRefusals.deadLetter(
                        source.event(refused.element()).envelope(), destinationId, table, refused.misfit()));
        return events.transform("Warehouse table " + table, DeadLetters.TYPE, write)
                .uid("warehouse")
                .name("Warehouse table " + table);
    }

    /** Makes its parser where it runs. */
    private static final class Mapper<IN> implements RowMapper<IN> {
        private static final long serialVersionUID = 1L;

        private final RowSource<IN> source;
        private transient WarehouseRows rows;

        Mapper(RowSource<IN> source) {
            this.source = source;
        }

        @Override
        public JdbcRow map(IN element) throws MisfitException {
            if (rows == null) {
                rows = new WarehouseRows();
            }
            return rows.row(source.event(element), source.rowNo(element), source.payload(element));
        }
    }
}
