package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.EncodeRows;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.RefusedRows;
import dev.cdp.flink.kafka.KafkaRecord;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The archive job's steps, each a function from stream to stream. */
public final class Archive {
    /** Names this job in dead letters as the destination that refused a row. */
    public static final String DESTINATION = "archive";

    /** Not read by anyone: see {@link UnarchivedDeadLetters}. */
    private static final OutputTag<DeadLetter> UNARCHIVED = new OutputTag<>("unarchived", DeadLetters.TYPE);

    private Archive() {}

    /** Reads envelopes; what is malformed is the processing job's to report. */
    public static DataStream<Envelope> readEvents(DataStream<KafkaRecord> records) {
        return records.process(new ReadOrSkip<>(EnvelopeCodec::read), EnvelopeSerializer.TYPE)
                .uid("read-events")
                .name("Read accepted events");
    }

    /** Reads dead letters. */
    public static DataStream<DeadLetter> readDeadLetters(DataStream<KafkaRecord> records) {
        return records.process(new ReadOrSkip<>(DeadLetterCodec::read), DeadLetters.TYPE)
                .uid("read-dead-letters")
                .name("Read dead letters");
    }

    /** Makes rows of events_raw; refused ones go to the side output of dead letters. */
    public static SingleOutputStreamOperator<EncodedRow> encodeEvents(
            DataStream<Envelope> events, ClickHouseConnection clickHouse) {
        return events.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(RawEventRow.TABLE),
                        new RawEventRow(),
                        DeadLetters.OUTPUT,
                        new RefusedRows<>(DESTINATION, event -> event)))
                .uid("encode-events")
                .name("Make rows of events_raw");
    }

    /** Makes rows of dead_letters. */
    public static SingleOutputStreamOperator<EncodedRow> encodeDeadLetters(
            DataStream<DeadLetter> letters, ClickHouseConnection clickHouse) {
        return letters.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(DeadLetterRow.TABLE),
                        new DeadLetterRow(),
                        UNARCHIVED,
                        new UnarchivedDeadLetters()))
                .uid("encode-dead-letters")
                .name("Make rows of dead_letters");
    }
}
