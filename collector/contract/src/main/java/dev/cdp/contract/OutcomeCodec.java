package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@link Outcome} as JSON in UTF-8, version 1. */
public final class OutcomeCodec {
    private static final int VERSION = 1;

    private OutcomeCodec() {}

    public static byte[] write(Outcome outcome) {
        JsonWriter json = new JsonWriter(VERSION, 512);
        return json.text("eventId", outcome.eventId().toString())
                .text("workspaceId", outcome.workspaceId())
                .text("sourceId", outcome.sourceId())
                .text("destinationId", outcome.destinationId())
                .text("state", outcome.state().wireName())
                .text("reason", outcome.reason())
                .text("detail", outcome.detail())
                .number("rows", (long) outcome.rows())
                .number("receivedAt", outcome.receivedAt())
                .number("version", outcome.version())
                .object("origin", outcome.origin(), () -> OriginJson.write(outcome.origin(), json))
                .finish();
    }

    /**
     * Reads an outcome.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Outcome read(byte[] bytes) {
        Members members = new Members();
        JsonRecords.read("the outcome", VERSION, bytes, members::read);
        return members.toOutcome();
    }

    /** What has been read so far of one outcome. */
    private static final class Members {
        private EventId eventId;
        private String workspaceId;
        private String sourceId = "";
        private String destinationId = "";
        private Outcome.State state;
        private String reason = "";
        private String detail = "";
        private int rows;
        private Long receivedAt;
        private Long version;
        private Origin origin;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.getText());
                case "workspaceId" -> workspaceId = value.getText();
                case "sourceId" -> sourceId = value.getText();
                case "destinationId" -> destinationId = value.getText();
                case "state" -> state = WireNames.parse(Outcome.State.class, "state", value.getText());
                case "reason" -> reason = value.getText();
                case "detail" -> detail = value.getText();
                case "rows" -> rows = value.getIntValue();
                case "receivedAt" -> receivedAt = value.getLongValue();
                case "version" -> version = value.getLongValue();
                case "origin" -> origin = OriginJson.read(value);
                default -> {
                    // A later version's member.
                }
            }
        }

        Outcome toOutcome() {
            return new Outcome(
                    JsonRecords.require("eventId", eventId),
                    JsonRecords.require("workspaceId", workspaceId),
                    sourceId,
                    destinationId,
                    JsonRecords.require("state", state),
                    reason,
                    detail,
                    rows,
                    JsonRecords.require("receivedAt", receivedAt),
                    JsonRecords.require("version", version),
                    JsonRecords.require("origin", origin));
        }
    }
}
