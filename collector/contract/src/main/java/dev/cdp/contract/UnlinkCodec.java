package dev.cdp.contract;

/** {@link Unlink} as JSON in UTF-8, version 1. */
public final class UnlinkCodec {
    private static final int VERSION = 1;

    private UnlinkCodec() {}

    public static byte[] write(Unlink unlink) {
        return new JsonWriter(VERSION, 256)
                .text("id", unlink.id())
                .text("workspaceId", unlink.workspaceId())
                .text("anonymousId", unlink.anonymousId())
                .text("userId", unlink.userId())
                .number("requestedAt", unlink.requestedAt())
                .text("requestedBy", unlink.requestedBy())
                .finish();
    }

    /**
     * Reads a request.
     *
     * @throws MalformedRecordException naming the field that is missing or wrong
     */
    public static Unlink read(byte[] bytes) {
        String[] texts = new String[5];
        Long[] requestedAt = new Long[1];
        JsonRecords.read("the unlink", VERSION, bytes, (name, value) -> {
            switch (name) {
                case "id" -> texts[0] = value.getText();
                case "workspaceId" -> texts[1] = value.getText();
                case "anonymousId" -> texts[2] = value.getText();
                case "userId" -> texts[3] = value.getText();
                case "requestedBy" -> texts[4] = value.getText();
                case "requestedAt" -> requestedAt[0] = value.getLongValue();
                default -> {
                    // A later version's member.
                }
            }
        });
        return new Unlink(
                JsonRecords.require("id", texts[0]),
                JsonRecords.require("workspaceId", texts[1]),
                JsonRecords.require("anonymousId", texts[2]),
                texts[3] == null ? "" : texts[3],
                JsonRecords.require("requestedAt", requestedAt[0]),
                texts[4] == null ? "" : texts[4]);
    }
}
