package dev.cdp.collector.service;

import dev.cdp.collector.domain.Source;
import dev.cdp.collector.log.Correlation;

/** What became known of a request on its way, for its line in the log. One request, one thread at a time. */
public final class Trace {
    private final Correlation correlation;
    private volatile Source source;
    private volatile String writeKey = "";
    private volatile String messageId = "";
    private volatile String eventType = "";
    private volatile int accepted;
    private volatile int rejected;

    public Trace(Correlation correlation) {
        this.correlation = correlation;
    }

    void authenticated(Source by, String key) {
        source = by;
        writeKey = key;
    }

    void event(String type, String id) {
        eventType = type;
        messageId = id;
    }

    void counted(int acceptedEvents, int rejectedEvents) {
        accepted = acceptedEvents;
        rejected = rejectedEvents;
    }

    /** What the client named it by. */
    Correlation correlation() {
        return correlation;
    }

    /** Who sent it, or null while nobody knows. */
    public Source source() {
        return source;
    }

    /** The key that was found good, so that it can be masked; or empty. */
    public String writeKey() {
        return writeKey;
    }

    /** Of a single event; of a batch, empty. */
    public String messageId() {
        return messageId;
    }

    /** Of a single event; of a batch, {@code batch} or {@code import}. */
    public String eventType() {
        return eventType;
    }

    public int accepted() {
        return accepted;
    }

    public int rejected() {
        return rejected;
    }
}
