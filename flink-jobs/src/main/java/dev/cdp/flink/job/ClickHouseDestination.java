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
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** A ClickHouse with the product's tables {@code events} and {@code identity_links}. */
record ClickHouseDestination(Destination destination, ClickHouseConnection connection, JobArguments arguments)
        implements DestinationType {

    /** A workspace's own: settings {@code url}, {@code database}, {@code user} and {@code password}. */
    static ClickHouseDestination of(
            Destination destination, DestinationConfig config, DestinationLogin login, JobArguments arguments) {
        String database = config.settings()
                .getOrDefault("database", arguments.clickHouse().database());
        return new ClickHouseDestination(
                destination,
                new ClickHouseConnection(login.url(), database, login.user(), login.password()),
                arguments);
    }

    /** The built-in one's. */
    static DestinationLogin login(JobArguments arguments) {
        ClickHouseConnection ours = arguments.clickHouse();
        return new DestinationLogin(ours.url(), ours.user(), ours.password());
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
