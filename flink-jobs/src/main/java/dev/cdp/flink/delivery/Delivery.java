package dev.cdp.flink.delivery;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.EncodeRows;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.RefusedRows;
import dev.cdp.flink.kafka.KafkaRecord;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The delivery job's steps, each a function from stream to stream with a side output of dead letters. */
public final class Delivery {
    /** The built-in ClickHouse, which is a destination of all workspaces. */
    public static final String DESTINATION = "clickhouse";

    private Delivery() {}

    /** Reads processed events, and passes over replays that are for other destinations. */
    public static SingleOutputStreamOperator<ProcessedEvent> readEvents(DataStream<KafkaRecord> records) {
        return records.process(new ReadProcessedEvents(DESTINATION), ProcessedEventSerializer.TYPE)
                .uid("read-events")
                .name("Read processed events");
    }

    /** Flattens and types the payload's objects. */
    public static SingleOutputStreamOperator<FlatEvent> flatten(DataStream<ProcessedEvent> events) {
        return events.process(new FlattenEvents(DESTINATION), FlatEvent.TYPE)
                .uid("flatten")
                .name("Flatten properties, traits and context");
    }

    /** Makes rows; a row that its table refuses goes to the dead letters alone. */
    public static SingleOutputStreamOperator<EncodedRow> encodeRows(
            DataStream<FlatEvent> events, ClickHouseConnection clickHouse) {
        return events.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(EventRows.EVENTS, EventRows.IDENTITY_LINKS),
                        new EventRows(),
                        DeadLetters.OUTPUT,
                        new RefusedRows<FlatEvent>(
                                DESTINATION, flat -> flat.event().envelope())))
                .uid("encode-rows")
                .name("Make rows of events and identity_links");
    }
}
