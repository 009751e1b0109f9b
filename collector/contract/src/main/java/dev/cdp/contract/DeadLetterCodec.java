package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
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

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "eventId" -> eventId = EventId.parse(value.getText());
                case "workspaceId" -> workspaceId = value.getText();
                case "sourceId" -> sourceId = value.getText();
                case "messageId" -> messageId = value.getText();
                case "type" -> type = value.getText();
                case "stage" -> stage = WireNames.parse(DeadLetter.Stage.class, "stage", value.getText());
                case "reason" -> reason = WireNames.parse(DeadLetter.Reason.class, "reason", value.getText());
                case "field" -> field = value.getText();
                case "error" -> error = value.getText();
                case "destinationId" -> destinationId = value.getText();
                case "functionId" -> functionId = value.getText();
                case "receivedAt" -> receivedAt = value.getLongValue();
                case "rejectedAt" -> rejectedAt = value.getLongValue();
                case "payload" -> payload = value.getText();
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
