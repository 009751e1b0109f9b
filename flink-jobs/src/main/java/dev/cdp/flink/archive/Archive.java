package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.OutcomeCodec;
import dev.cdp.contract.ProgressCodec;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.EncodeRows;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.connector.clickhouse.ParkedRows;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.ParkedLetters;
import dev.cdp.flink.deadletter.RefusedRows;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.ledger.Ledger;
import dev.cdp.flink.ledger.Outcomes;
import java.util.Set;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** The archive job's steps, each a function from stream to stream. */
public final class Archive {
    /** Names this job in dead letters as the destination that refused a row. */
    public static final String DESTINATION = "archive";

    /** Names of side outputs that nobody reads: see {@link Unarchived}. */
    private static final String UNARCHIVED = "unarchived";

    private Archive() {}

    /** Reads envelopes; what is malformed is the processing job's to report. */
    public static DataStream<Envelope> readEvents(DataStream<KafkaRecord> records) {
        return records.process(new ReadOrSkip<>(EnvelopeCodec::read), EnvelopeSerializer.TYPE)
                .uid("read-events")
                .name("Read accepted events");
    }

    /** Reads dead letters, and counts them by stage and reason. */
    public static DataStream<DeadLetter> readDeadLetters(DataStream<KafkaRecord> records) {
        return records.process(new ReadOrSkip<>(DeadLetterCodec::read), DeadLetters.TYPE)
                .uid("read-dead-letters")
                .name("Read dead letters")
                .map(new CountDeadLetters())
                .returns(DeadLetters.TYPE)
                .uid("count-dead-letters")
                .name("Count dead letters");
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
                        Set.of(DeadLetterRow.TABLE, OutcomeRow.TABLE),
                        new DeadLetterRow(),
                        new OutputTag<>(UNARCHIVED, DeadLetters.TYPE),
                        new Unarchived<>()))
                .uid("encode-dead-letters")
                .name("Make rows of dead_letters and outcomes");
    }

    /** Makes rows of accepted, one for each record of the collectors, whether its value can be read or not. */
    public static DataStream<EncodedRow> encodeAccepted(
            DataStream<KafkaRecord> records, ClickHouseConnection clickHouse) {
        return records.process(new EncodeRows<>(
                        clickHouse,
                        Set.of(AcceptedRow.TABLE),
                        new AcceptedRow(),
                        new OutputTag<>(UNARCHIVED, KafkaRecord.TYPE),
                        new Unarchived<>()))
                .uid("encode-accepted")
                .name("Make rows of accepted");
    }

    /** Makes rows of outcomes. */
    public static DataStream<EncodedRow> encodeOutcomes(
            DataStream<KafkaRecord> records, ClickHouseConnection clickHouse) {
        return records.process(new ReadOrSkip<>(OutcomeCodec::read), Outcomes.TYPE)
                .uid("read-outcomes")
                .name("Read outcomes")
                .process(new EncodeRows<>(
                        clickHouse,
                        Set.of(OutcomeRow.TABLE),
                        new OutcomeRow(),
                        new OutputTag<>(UNARCHIVED, Outcomes.TYPE),
                        new Unarchived<>()))
                .uid("encode-outcomes")
                .name("Make rows of outcomes");
    }

    /** Makes rows of progress. */
    public static DataStream<EncodedRow> encodeProgress(
            DataStream<KafkaRecord> records, ClickHouseConnection clickHouse) {
        return records.process(new ReadOrSkip<>(ProgressCodec::read), Ledger.PROGRESS)
                .uid("read-progress")
                .name("Read progress")
                .process(new EncodeRows<>(
                        clickHouse,
                        Set.of(ProgressRow.TABLE),
                        new ProgressRow(),
                        new OutputTag<>(UNARCHIVED, Ledger.PROGRESS),
                        new Unarchived<>()))
                .uid("encode-progress")
                .name("Make rows of progress");
    }

    /**
     * What becomes of rows that an operator parks: events are dead letters. Of the other tables nothing is sent on,
     * and the log names the rows: a dead letter would come back here, and a gap in the ledger shows itself.
     */
    public static ParkedRows parked(KafkaCluster kafka) {
        return new ParkedLetters(kafka, DESTINATION, Set.of(RawEventRow.TABLE));
    }
}
