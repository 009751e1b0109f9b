package dev.cdp.collector.domain;

/** What happens to a field that does not fit the schema of its event. */
public enum SchemaMode {
    /** The first sight of a field teaches its type; a value of another type rejects the event. */
    LEARN,
    /** As {@link #LEARN}, and an undeclared field rejects the event. */
    STRICT,
    /** The value is moved aside and the event accepted. */
    KEEP,
    /** Nobody looks. */
    OFF
}
