package dev.cdp.contract;

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

        void read(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.text());
                case "workspaceId" -> workspaceId = value.text();
                case "sourceId" -> sourceId = value.text();
                case "destinationId" -> destinationId = value.text();
                case "state" -> state = WireNames.parse(Outcome.State.class, "state", value.text());
                case "reason" -> reason = value.text();
                case "detail" -> detail = value.text();
                case "rows" -> rows = (int) value.number();
                case "receivedAt" -> receivedAt = value.number();
                case "version" -> version = value.number();
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
