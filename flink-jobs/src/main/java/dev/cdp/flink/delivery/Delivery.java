package dev.cdp.flink.delivery;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.connection.ApplyConnectionsFactory;
import dev.cdp.flink.connection.ConnectionSettings;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connection.OutgoingEvent;
import dev.cdp.flink.connection.ProcessedEventSerializer;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.EncodeRows;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.connector.clickhouse.ParkedRows;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.ParkedLetters;
import dev.cdp.flink.deadletter.RefusedRows;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.KafkaRecord;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The delivery job's steps, each a function from stream to stream with a side output of dead letters. */
public final class Delivery {
    private Delivery() {}

    /** Reads processed events, and passes over replays that are for other destinations. */
    public static SingleOutputStreamOperator<ProcessedEvent> readEvents(
            DataStream<KafkaRecord> records, Destination destination) {
        return records.process(new ReadProcessedEvents(destination.id()), ProcessedEventSerializer.TYPE)
                .uid("read-events")
                .name("Read processed events");
    }

    /** Sends events through the connections of their sources; another side output has the outcomes of what ends there. */
    public static SingleOutputStreamOperator<OutgoingEvent> connect(
            DataStream<ProcessedEvent> events, ConnectionSettings settings) {
        return events.transform(
                        "Filter, sample and run functions", OutgoingEvent.TYPE, new ApplyConnectionsFactory(settings))
                .uid("connections");
    }

    /** Flattens and types the payload's objects. */
    public static SingleOutputStreamOperator<FlatEvent> flatten(
            DataStream<OutgoingEvent> events, Destination destination, FlatForm form) {
        return events.process(new FlattenEvents(destination.id(), form), FlatEvent.TYPE)
                .uid("flatten")
                .name("Flatten properties, traits and context");
    }

    /** Makes rows; a row that its table refuses goes to the dead letters alone. */
    public static SingleOutputStreamOperator<EncodedRow> encodeRows(
            DataStream<FlatEvent> events, ClickHouseConnection clickHouse, Destination destination) {
        return events.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(EventRows.EVENTS, EventRows.IDENTITY_LINKS, EventRows.IDENTITY_OWNERS),
                        new EventRows(),
                        DeadLetters.OUTPUT,
                        new RefusedRows<FlatEvent>(
                                destination.id(), flat -> flat.event().envelope())))
                .uid("encode-rows")
                .name("Make rows of events and identities");
    }

    /** Makes the same rows of events for a replay, beside those that stand, and none of identities. */
    public static SingleOutputStreamOperator<EncodedRow> encodeShadowRows(
            DataStream<FlatEvent> events, ClickHouseConnection clickHouse, Destination destination, String replayId) {
        return events.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(ShadowRows.TABLE),
                        new ShadowRows(replayId),
                        DeadLetters.OUTPUT,
                        new RefusedRows<FlatEvent>(
                                destination.id(), flat -> flat.event().envelope())))
                .uid("encode-rows")
                .name("Make rows of events_shadow");
    }

    /** What becomes of rows that an operator parks: they are dead letters, which the delivery can be given again. */
    public static ParkedRows parked(KafkaCluster kafka, Destination destination) {
        return new ParkedLetters(kafka, destination.id(), Set.of(EventRows.EVENTS, EventRows.IDENTITY_LINKS));
    }
}
