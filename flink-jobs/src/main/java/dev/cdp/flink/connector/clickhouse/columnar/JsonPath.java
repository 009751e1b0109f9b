package dev.cdp.flink.connector.clickhouse.columnar;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A path of JSON with its values in the rows of a block. */
final class JsonPath {
    private final String name;
    private final byte[] utf8;
    private final DynamicColumn values = new DynamicColumn();
    private JsonPath next;

    JsonPath(String name) {
        this.name = name;
        this.utf8 = name.getBytes(UTF_8);
    }

    String name() {
        return name;
    }

    byte[] utf8() {
        return utf8;
    }

    DynamicColumn values() {
        return values;
    }

    /** The one that came behind it in a row before, or null: mostly it does so again. */
    JsonPath next() {
        return next;
    }

    void isFollowedBy(JsonPath path) {
        next = path;
    }
}
