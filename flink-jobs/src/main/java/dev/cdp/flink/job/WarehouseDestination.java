package dev.cdp.flink.job;

import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connector.jdbc.JdbcTarget;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.delivery.FlatForm;
import dev.cdp.flink.identity.Identities;
import dev.cdp.flink.warehouse.Warehouse;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A table of a PostgreSQL database. */
record WarehouseDestination(Destination destination, JdbcTarget target, JobArguments arguments)
        implements DestinationType {
    private static final String DEFAULT_TABLE = "events";

    /**
     * Settings {@code url} ({@code jdbc:postgresql://…}), {@code user} and {@code table}; the password is an argument.
     *
     * @throws ArgumentException when the destination's settings name no warehouse
     */
    static WarehouseDestination of(Destination destination, DestinationConfig config, JobArguments arguments) {
        Map<String, String> settings = config.settings();
        String url = settings.getOrDefault("url", arguments.warehouse().url());
        String user = settings.getOrDefault("user", arguments.warehouse().user());
        String table = settings.getOrDefault("table", DEFAULT_TABLE);
        try {
            return new WarehouseDestination(
                    destination,
                    Warehouse.target(url, user, arguments.warehouse().password(), table),
                    arguments);
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
