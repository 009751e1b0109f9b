package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@link Progress} as JSON in UTF-8, version 1. */
public final class ProgressCodec {
    private static final int VERSION = 1;

    private ProgressCodec() {}

    public static byte[] write(Progress progress) {
        return new JsonWriter(VERSION, 256)
                .text("destinationId", progress.destinationId())
                .text("workspaceId", progress.workspaceId())
                .text("position", progress.position().toString())
                .number("at", progress.at())
                .finish();
    }

    /**
     * Reads a report of progress.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Progress read(byte[] bytes) {
        Members members = new Members();
        JsonRecords.read("the progress", VERSION, bytes, members::read);
        return new Progress(
                JsonRecords.require("destinationId", members.destinationId),
                members.workspaceId,
                JsonRecords.require("position", members.position),
                JsonRecords.require("at", members.at));
    }

    /** What has been read so far of one report. */
    private static final class Members {
        private String destinationId;
        private String workspaceId = "";
        private IngestPosition position;
        private Long at;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "destinationId" -> destinationId = value.getText();
                case "workspaceId" -> workspaceId = value.getText();
                case "position" -> position = IngestPosition.parse(value.getText());
                case "at" -> at = value.getLongValue();
                default -> {
                    // A later version's member.
                }
            }
        }
    }
}
