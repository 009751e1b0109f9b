package dev.cdp.flink.job;

import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.ClickHouseSink;
import dev.cdp.flink.connector.clickhouse.ClickHouseSinkBuilder;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.delivery.Delivery;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.identity.Identities;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A ClickHouse with the product's tables {@code events} and {@code identity_links}. */
record ClickHouseDestination(Destination destination, ClickHouseConnection connection, JobArguments arguments)
        implements DestinationType {

    /** A workspace's own: settings {@code url}, {@code database} and {@code user}; its password is an argument. */
    static ClickHouseDestination of(Destination destination, DestinationConfig config, JobArguments arguments) {
        Map<String, String> settings = config.settings();
        ClickHouseConnection otherwise = arguments.clickHouse();
        return new ClickHouseDestination(
                destination,
                new ClickHouseConnection(
                        settings.getOrDefault("url", otherwise.url()),
                        settings.getOrDefault("database", otherwise.database()),
                        settings.getOrDefault("user", otherwise.user()),
                        otherwise.password()),
                arguments);
    }

    @Override
    public SingleOutputStreamOperator<EncodedRow> write(DataStream<FlatEvent> events) {
        var rows = Delivery.encodeRows(events, connection, destination);
        ClickHouseSinkBuilder sink = ClickHouseSink.builder()
                .connection(connection)
                .guarantee(arguments.guarantee())
                .parking(JobArguments.PARKED_BLOCKS, Delivery.parked(arguments.kafka(), destination));
        rows.sinkTo(sink.buildFollowedBy(
                        Identities.backfill(connection, destination.id(), arguments.backfillIntervalMs())))
                .uid("clickhouse")
                .name("ClickHouse");
        if (arguments.guarantee() == DeliveryGuarantee.AT_LEAST_ONCE) {
            Identities.backfillAfterCheckpoint(events, connection, destination.id(), arguments.backfillIntervalMs());
        }
        return rows;
    }
}
