package dev.cdp.flink.ledger;

import dev.cdp.contract.IngestPosition;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.Progress;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** How far a job has come with what was accepted, as a stream of reports. */
public final class Ledger {
    public static final TypeInformation<Progress> PROGRESS =
            new ValueTypeInfo<>(Progress.class, new ProgressSerializer());

    private Ledger() {}

    /** The progress of a job that reads the accepted events themselves. */
    public static DataStream<Progress> progressOnAccepted(
            DataStream<KafkaRecord> records, String destinationId, long intervalMs) {
        return progress(records, new ReportProgress(destinationId, "", Ledger::place, intervalMs));
    }

    /**
     * The progress of a job that reads processed events.
     *
     * @param workspaceId whose events it delivers, or empty for those of all
     */
    public static DataStream<Progress> progressOnProcessed(
            DataStream<KafkaRecord> records, String destinationId, String workspaceId, long intervalMs) {
        return progress(records, new ReportProgress(destinationId, workspaceId, Ledger::placeWhenAccepted, intervalMs));
    }

    private static DataStream<Progress> progress(DataStream<KafkaRecord> records, ReportProgress report) {
        return records.transform("Report progress to the ledger", PROGRESS, report)
                .uid("report-progress");
    }

    private static IngestPosition place(KafkaRecord record) {
        return new IngestPosition(record.topic(), record.partition(), record.offset());
    }

    private static IngestPosition placeWhenAccepted(KafkaRecord record) {
        String position = record.header(RoutingHeaders.INGEST_POSITION);
        try {
            return position == null ? null : IngestPosition.parse(position);
        } catch (MalformedRecordException e) {
            // Not from our processing job; the event itself is another operator's to judge.
            return null;
        }
    }
}
