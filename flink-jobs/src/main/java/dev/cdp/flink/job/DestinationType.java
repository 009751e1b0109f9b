package dev.cdp.flink.job;

import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.delivery.FlatForm;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** How events are written to a destination of one kind. */
@FunctionalInterface
interface DestinationType {

    /**
     * Makes rows and writes them, exactly once in effect.
     *
     * @return the operator whose side output of dead letters has what the destination refuses
     */
    SingleOutputStreamOperator<?> write(DataStream<FlatEvent> events);

    /** How {@link #write} wants flat fields written. */
    default FlatForm form() {
        return FlatForm.CLICKHOUSE;
    }

    /**
     * The type of this destination, with what it needs to be reached: of the built-in one by the job's arguments, of
     * any other by its record in {@code cdp.config}, which is read now. A change of it takes effect when the job is
     * started again.
     *
     * @throws ArgumentException when there is no such destination, or none of a type that the jobs know
     */
    static DestinationType of(Destination destination, JobArguments arguments) throws Exception {
        if (destination.isBuiltIn()) {
            return new ClickHouseDestination(destination, arguments.clickHouse(), arguments);
        }
        ConfigSnapshot config = read(arguments);
        DestinationConfig settings = config.destination(destination.workspaceId(), destination.id())
                .orElseThrow(() -> new ArgumentException("--destination: workspace %s has no destination %s"
                        .formatted(destination.workspaceId(), destination.id())));
        DestinationLogin.requireAddress(settings, arguments.destinationNetworks());
        String key = arguments.functions().secretKey();
        return switch (settings.type()) {
            case "clickhouse" ->
                ClickHouseDestination.of(
                        destination,
                        settings,
                        DestinationLogin.of(settings, config, key, ClickHouseDestination.login(arguments)),
                        arguments);
            case "postgresql" ->
                WarehouseDestination.of(
                        destination,
                        settings,
                        DestinationLogin.of(settings, config, key, arguments.warehouse()),
                        arguments);
            default ->
                throw new ArgumentException("--destination %s/%s is of type '%s', which no job can write to"
                        .formatted(destination.workspaceId(), destination.id(), settings.type()));
        };
    }

    private static ConfigSnapshot read(JobArguments arguments) throws Exception {
        try (ConfigView view = ConfigSource.of(arguments.kafka()).open()) {
            return view.current();
        }
    }
}
