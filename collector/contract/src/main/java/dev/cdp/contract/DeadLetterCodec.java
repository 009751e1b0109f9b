package dev.cdp.contract;

import java.io.IOException;

/** {@link DeadLetter} as JSON in UTF-8, version 1. The payload is a JSON string, since it may be no JSON. */
public final class DeadLetterCodec {
    private static final int VERSION = 1;

    private DeadLetterCodec() {}

    public static byte[] write(DeadLetter letter) {
        return new JsonWriter(VERSION, letter.payload().length() + 768)
                .text("eventId", letter.eventId().toString())
                .text("workspaceId", letter.workspaceId())
                .text("sourceId", letter.sourceId())
                .text("messageId", letter.messageId())
                .text("type", letter.type())
                .text("stage", letter.stage().wireName())
                .text("reason", letter.reason().wireName())
                .text("field", letter.field())
                .text("error", letter.error())
                .text("destinationId", letter.destinationId())
                .text("functionId", letter.functionId())
                .number("receivedAt", letter.receivedAt())
                .number("rejectedAt", letter.rejectedAt())
                .text("payload", letter.payload())
                .finish();
    }

    /**
     * Reads a dead letter.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static DeadLetter read(byte[] bytes) {
        Members members = new Members();
        JsonRecords.read("the dead letter", VERSION, bytes, members::read);
        return members.toDeadLetter();
    }

    /** What has been read so far of one dead letter. */
    private static final class Members {
        private EventId eventId;
        private String workspaceId = "";
        private String sourceId = "";
        private String messageId;
        private String type = "";
        private DeadLetter.Stage stage;
        private DeadLetter.Reason reason;
        private String field = "";
        private String error = "";
        private String destinationId = "";
        private String functionId = "";
        private Long receivedAt;
        private Long rejectedAt;
        private String payload = "";

        void read(String name, JsonCursor value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.text());
                case "workspaceId" -> workspaceId = value.text();
                case "sourceId" -> sourceId = value.text();
                case "messageId" -> messageId = value.text();
                case "type" -> type = value.text();
                case "stage" -> stage = WireNames.parse(DeadLetter.Stage.class, "stage", value.text());
                case "reason" -> reason = WireNames.parse(DeadLetter.Reason.class, "reason", value.text());
                case "field" -> field = value.text();
                case "error" -> error = value.text();
                case "destinationId" -> destinationId = value.text();
                case "functionId" -> functionId = value.text();
                case "receivedAt" -> receivedAt = value.number();
                case "rejectedAt" -> rejectedAt = value.number();
                case "payload" -> payload = value.text();
                default -> {
                    // A later version's member.
                }
            }
        }

        DeadLetter toDeadLetter() {
            return new DeadLetter(
                    JsonRecords.require("eventId", eventId),
                    workspaceId,
                    sourceId,
                    JsonRecords.require("messageId", messageId),
                    type,
                    JsonRecords.require("stage", stage),
                    JsonRecords.require("reason", reason),
                    field,
                    error,
                    destinationId,
                    functionId,
                    JsonRecords.require("receivedAt", receivedAt),
                    JsonRecords.require("rejectedAt", rejectedAt),
                    payload);
        }
    }
}
