package dev.cdp.flink.job;

import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.delivery.FlatForm;
import dev.cdp.flink.identity.Identities;
import dev.cdp.flink.warehouse.Warehouse;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A table of a PostgreSQL database. */
record WarehouseDestination(Destination destination, JdbcTarget target, JobArguments arguments)
        implements DestinationType {
    private static final String DEFAULT_TABLE = "events";

    /**
     * Settings {@code url} ({@code jdbc:postgresql://…}), {@code user}, {@code password} and {@code table}.
     *
     * @throws ArgumentException when the destination's settings name no warehouse
     */
    static WarehouseDestination of(
            Destination destination, DestinationConfig config, DestinationLogin login, JobArguments arguments) {
        String table = config.settings().getOrDefault("table", DEFAULT_TABLE);
        try {
            return new WarehouseDestination(
                    destination, Warehouse.target(login.url(), login.user(), login.password(), table), arguments);
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(
                    "--destination %s/%s: %s".formatted(destination.workspaceId(), destination.id(), e.getMessage()));
        }
    }

    @Override
    public SingleOutputStreamOperator<?> write(DataStream<FlatEvent> events) {
        Identities.backfill(events, target, arguments.backfillIntervalMs());
        return Warehouse.write(events, target, destination.id());
    }

    @Override
    public FlatForm form() {
        return FlatForm.EXACT;
    }
}
