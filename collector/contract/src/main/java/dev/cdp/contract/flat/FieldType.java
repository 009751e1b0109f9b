package dev.cdp.contract.flat;

import java.util.Locale;

/** The type of a flat field. There is no coercion between them. */
public enum FieldType {
    STRING,
    NUMBER,
    BOOLEAN,
    ARRAY,
    /** Only where an admin declared it: a string that looks like a time may not be one next time. */
    TIMESTAMP,
    /** The value null: fits any type and is never learned. */
    NULL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The lower-case name used in JSON and tables. */
    public String wireName() {
        return wireName;
    }

    /**
     * The type of this wire name.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static FieldType fromWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
