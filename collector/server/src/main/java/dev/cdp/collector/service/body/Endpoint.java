package dev.cdp.collector.service.body;

import dev.cdp.contract.Channel;
import dev.cdp.contract.EventType;
import java.util.Optional;

/** Where a request came in. */
public enum Endpoint {
    TRACK(EventType.TRACK),
    IDENTIFY(EventType.IDENTIFY),
    PAGE(EventType.PAGE),
    SCREEN(EventType.SCREEN),
    GROUP(EventType.GROUP),
    ALIAS(EventType.ALIAS),
    BATCH(null),
    IMPORT(null);

    private final EventType type;

    Endpoint(EventType type) {
        this.type = type;
    }

    /** Where single events of this type come in. */
    public static Endpoint of(EventType type) {
        return valueOf(type.name());
    }

    /** The type of the one event that it takes; empty when it takes a batch. */
    public Optional<EventType> type() {
        return Optional.ofNullable(type);
    }

    public boolean isBatch() {
        return type == null;
    }

    public Channel channel() {
        return this == IMPORT ? Channel.IMPORT : Channel.LIVE;
    }

    /** {@code track}, …, {@code batch} or {@code import}. */
    public String wireName() {
        return isBatch() ? (this == IMPORT ? "import" : "batch") : type.wireName();
    }
}
