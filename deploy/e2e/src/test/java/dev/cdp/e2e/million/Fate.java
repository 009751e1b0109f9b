package dev.cdp.e2e.million;

import java.util.List;
import java.util.stream.Stream;

/** What becomes of an event. What the collector refuses has a stage, or none where it leaves no dead letter either. */
enum Fate {
    PLAIN(Place.SHOP, "Viewed", 0),
    FILTERED(Place.SHOP, "Filtered Out", 300),
    NO_CONSENT(Place.SHOP, "Viewed", 200),
    /** The warehouse's connection leaves it out. */
    HIDDEN(Place.SHOP, "Hidden", 300),
    THROWN(Place.SHOP, "Thrown", 50),
    RUBBISH(Place.SHOP, "Rubbish", 30),
    DROPPED(Place.SHOP, "Dropped", 100),
    FANNED_OUT(Place.SHOP, "Fanned Out", 100),
    /** What the function returns can't be flattened. */
    COLLIDING(Place.SHOP, "Colliding", 30),
    /** The function asks for another try until it gets no more. */
    RETRIED(Place.SHOP, "Retried", 5),
    /** The function takes it at the third try. */
    RETRIED_TWICE(Place.SHOP, "Retried Twice", 10),
    /** Of another type than the warehouse's column. */
    ODD_SIZE(Place.SHOP, "Sized", 50),
    /** Breaks a constraint of the warehouse's table. */
    HUGE(Place.SHOP, "Huge", 5),

    NO_TYPE(Place.SHOP, "Viewed", 12, "validation", "missing_field", "type"),
    ODD_TYPE(Place.SHOP, "Viewed", 12, "validation", "invalid_field", "type"),
    NO_NAME(Place.SHOP, "", 12, "validation", "missing_field", "event"),
    NO_IDS(Place.SHOP, "Viewed", 12, "validation", "missing_field", "anonymousId"),
    BAD_TIME(Place.SHOP, "Viewed", 12, "validation", "invalid_field", "timestamp"),
    ODD_PROPERTIES(Place.SHOP, "Viewed", 12, "validation", "invalid_field", "properties"),
    SAME_NAMES(Place.SHOP, "Viewed", 12, "schema", "name_collision", "properties.product_id"),
    LOCKED(Place.SHOP, "Priced", 12, "schema", "type_conflict", "properties.price"),
    LATE(Place.SHOP, "Viewed", 12, "", "", ""),
    TOO_LARGE(Place.SHOP, "Viewed", 2, "", "", ""),

    UNCONNECTED(Place.OTHER, "Viewed", 0),
    ELSEWHERE(Place.DEMO, "Viewed", 0),
    SAMPLED_IN(Place.SAMPLED, "Viewed", 0),
    SAMPLED_OUT(Place.SAMPLED, "Viewed", 0),
    ENDLESS(Place.POISON, "Endless", 0),
    FORGOTTEN(Place.POISON, "Forgotten", 0),
    HOARDING(Place.POISON, "Hoarding", 0);

    final Place place;
    /** Of the track event. */
    final String event;
    /** Of ten thousand events of the shop so many, about. */
    final int share;

    final boolean accepted;
    final String stage;
    final String reason;
    final String field;

    Fate(Place place, String event, int share) {
        this(place, event, share, true, "", "", "");
    }

    Fate(Place place, String event, int share, String stage, String reason, String field) {
        this(place, event, share, false, stage, reason, field);
    }

    Fate(Place place, String event, int share, boolean accepted, String stage, String reason, String field) {
        this.place = place;
        this.event = event;
        this.share = share;
        this.accepted = accepted;
        this.stage = stage;
        this.reason = reason;
        this.field = field;
    }

    static List<Fate> refused() {
        return Stream.of(values()).filter(fate -> !fate.accepted).toList();
    }

    static List<Fate> poisonous() {
        return Stream.of(values()).filter(fate -> fate.place == Place.POISON).toList();
    }
}
