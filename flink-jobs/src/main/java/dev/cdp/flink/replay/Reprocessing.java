package dev.cdp.flink.replay;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.connection.ProcessedEventSerializer;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.EncodeRows;
import dev.cdp.flink.connector.clickhouse.EncodedRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.processing.StitchedEvent;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** The replay job's own steps; the others are those of the processing and the delivery job. */
public final class Reprocessing {
    private Reprocessing() {}

    /** The archive's events, once each, chunk by chunk; a side output tells which chunks were read. */
    public static SingleOutputStreamOperator<StitchedEvent> readArchive(
            StreamExecutionEnvironment env,
            ClickHouseConnection clickHouse,
            ArchivePlan plan,
            ReplayRequest request,
            ConfigSource config) {
        return env.fromSource(
                        new NumberSequenceSource(0, plan.chunks() - 1),
                        WatermarkStrategy.noWatermarks(),
                        "Chunks of the archive")
                .uid("chunks")
                .process(new ReadArchive(clickHouse, plan, request, config), StitchedEvent.TYPE)
                .uid("read-archive")
                .name("Read events of the archive");
    }

    /** Events as the delivery job reads them from Kafka: by the same bytes. */
    public static DataStream<ProcessedEvent> processed(DataStream<StitchedEvent> events) {
        return events.map(event -> ProcessedEventCodec.read(event.toKafkaValue()), ProcessedEventSerializer.TYPE)
                .uid("processed")
                .name("Processed events");
    }

    /** Makes rows of replay_chunks. */
    public static DataStream<EncodedRow> encodeChunks(
            SingleOutputStreamOperator<StitchedEvent> events, ClickHouseConnection clickHouse, String replayId) {
        return encode(
                events.getSideOutput(ReadChunk.OUTPUT),
                clickHouse,
                ChunkRow.TABLE,
                new ChunkRow(replayId),
                ReadChunk.TYPE,
                "encode-chunks");
    }

    /** Makes rows of replay_outcomes, of what is dropped. */
    public static DataStream<EncodedRow> encodeDropped(
            DataStream<Outcome> outcomes, ClickHouseConnection clickHouse, String replayId) {
        return encode(
                outcomes,
                clickHouse,
                ReplayOutcome.TABLE,
                new ReplayOutcome.OfDropped(replayId),
                outcomes.getType(),
                "encode-dropped");
    }

    /** Makes rows of replay_outcomes, of what fails. */
    public static DataStream<EncodedRow> encodeFailed(
            DataStream<DeadLetter> letters, ClickHouseConnection clickHouse, String replayId) {
        return encode(
                letters,
                clickHouse,
                ReplayOutcome.TABLE,
                new ReplayOutcome.OfFailed(replayId),
                letters.getType(),
                "encode-failed");
    }

    private static <T> DataStream<EncodedRow> encode(
            DataStream<T> elements,
            ClickHouseConnection clickHouse,
            String table,
            RowMapper<T> rows,
            TypeInformation<T> type,
            String uid) {
        return elements.process(
                        new EncodeRows<>(clickHouse, Set.of(table), rows, new OutputTag<>("refused", type), refused -> {
                            // Its table is this product's own: a row that does not fit is a bug, and not to be hidden.
                            throw new IllegalStateException(
                                    "table " + table + " refuses a row: " + refused.column() + " " + refused.reason());
                        }))
                .uid(uid)
                .name("Make rows of " + table);
    }
}
