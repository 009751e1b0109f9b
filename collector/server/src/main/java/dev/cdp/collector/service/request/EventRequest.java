package dev.cdp.collector.service.request;

import dev.cdp.contract.EventType;

/**
 * The members of an event that have rules of their own; those that it lacks are empty. What else it
 * holds is checked by the schema.
 */
public sealed interface EventRequest
        permits TrackRequest, IdentifyRequest, PageRequest, ScreenRequest, GroupRequest, AliasRequest {
    /** Characters of an id or a name. */
    int MAX_LENGTH = 255;

    EventType type();

    /** Empty when the server is to make one. */
    String messageId();

    String userId();

    String anonymousId();

    /** The name of a track event, else empty. */
    default String event() {
        return "";
    }

    /** Of an alias, else empty. */
    default String previousId() {
        return "";
    }
}
