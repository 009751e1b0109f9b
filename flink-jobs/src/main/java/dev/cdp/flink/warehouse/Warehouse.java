package dev.cdp.flink.warehouse;

import dev.cdp.contract.DeadLetter;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.connector.jdbc.RefusedRow;
import dev.cdp.flink.connector.jdbc.WriteRows;
import dev.cdp.flink.connector.jdbc.WriteSettings;
import dev.cdp.flink.connector.jdbc.WrittenEvents;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.DeliveryFailures;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.ledger.Outcomes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Delivery to a warehouse, as a step with a side output of dead letters. */
public final class Warehouse {
    private Warehouse() {}

    /**
     * The events' table of a warehouse.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
     * @param table {@code table} or {@code schema.table}
     * @throws IllegalArgumentException for a URL of another kind of database
     */
    public static JdbcTarget target(String jdbcUrl, String user, String password, String table) {
        JdbcConnectionOptions.JdbcConnectionOptionsBuilder connection =
                new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                        .withUrl(jdbcUrl)
                        .withUsername(user);
        if (!password.isEmpty()) {
            connection.withPassword(password);
        }
        return new JdbcTarget(connection.build(), WarehouseTable.of(table));
    }

    /**
     * Writes a row of each event that has a flat form, exactly once in effect. Events = rows + dead letters; each is
     * there, or is part of the checkpoint, when the checkpoint that covers its event is complete.
     *
     * <p>Its side outputs are the dead letters and, since the ledger can't read a warehouse, the outcomes of what was
     * delivered.
     *
     * @param destinationId as dead letters and outcomes name it
     */
    public static SingleOutputStreamOperator<Void> write(
            DataStream<FlatEvent> events, JdbcTarget target, String destinationId) {
        return write(events, target, destinationId, WriteSettings.DEFAULT);
    }

    static SingleOutputStreamOperator<Void> write(
            DataStream<FlatEvent> events, JdbcTarget target, String destinationId, WriteSettings settings) {
        String table = target.table().toString();
        WriteRows<FlatEvent, DeadLetter> write = new WriteRows<>(
                target,
                settings,
                new WarehouseRows(),
                DeadLetters.OUTPUT,
                refused -> deadLetter(refused, destinationId, table),
                new WrittenEvents<>(
                        Outcomes.OUTPUT,
                        flat -> flat.event().envelope().eventId(),
                        (flat, rows) -> Outcomes.delivered(flat.event().envelope(), destinationId, rows)));
        return events.filter(event -> event.columns() != null)
                .uid("with-row")
                .name("Events that become a row")
                .transform("Warehouse table " + table, Types.VOID, write)
                .uid("warehouse")
                .name("Warehouse table " + table);
    }

    private static DeadLetter deadLetter(RefusedRow<FlatEvent> refused, String destinationId, String table) {
        return DeliveryFailures.deadLetter(
                refused.element().event().envelope(),
                destinationId,
                DeadLetter.Reason.ROW_REFUSED,
                refused.misfit().field(),
                "table " + table + " refuses the row: " + refused.misfit().getMessage(),
                System.currentTimeMillis());
    }
}
