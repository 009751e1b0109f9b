package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** {@link FunctionLine} as JSON in UTF-8, version 1. */
public final class FunctionLineCodec {
    private static final int VERSION = 1;

    private FunctionLineCodec() {}

    public static byte[] write(FunctionLine line) {
        return new JsonWriter(VERSION, 256 + line.text().length())
                .text("workspaceId", line.workspaceId())
                .text("functionId", line.functionId())
                .number("version", line.version())
                .text("messageId", line.messageId())
                .text("level", line.level())
                .text("text", line.text())
                .number("at", line.at())
                .finish();
    }

    /**
     * Reads a line.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static FunctionLine read(byte[] bytes) {
        Members members = new Members();
        JsonRecords.read("the line", VERSION, bytes, members::read);
        return new FunctionLine(
                JsonRecords.require("workspaceId", members.workspaceId),
                JsonRecords.require("functionId", members.functionId),
                members.version,
                members.messageId,
                JsonRecords.require("level", members.level),
                members.text,
                JsonRecords.require("at", members.at));
    }

    /** What has been read so far of one line. */
    private static final class Members {
        private String workspaceId;
        private String functionId;
        private long version;
        private String messageId = "";
        private String level;
        private String text = "";
        private Long at;

        void read(String name, JsonParser value) throws IOException {
            switch (name) {
                case "workspaceId" -> workspaceId = value.getText();
                case "functionId" -> functionId = value.getText();
                case "version" -> version = value.getLongValue();
                case "messageId" -> messageId = value.getText();
                case "level" -> level = value.getText();
                case "text" -> text = value.getText();
                case "at" -> at = value.getLongValue();
                default -> {
                    // A later version's member.
                }
            }
        }
    }
}
