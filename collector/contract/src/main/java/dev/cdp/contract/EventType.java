package dev.cdp.contract;

import java.util.Optional;

/** The six event types of the Segment specification. */
public enum EventType {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    private final String wireName = WireNames.of(this);

    /** The lower-case name used in paths, JSON, headers and tables. */
    public String wireName() {
        return wireName;
    }

    /** The type of this exact wire name, or empty. */
    public static Optional<EventType> fromWireName(String name) {
        for (EventType type : values()) {
            if (type.wireName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
