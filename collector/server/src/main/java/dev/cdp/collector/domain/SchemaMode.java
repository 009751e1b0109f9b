package dev.cdp.collector.domain;

/** What happens to a field that does not fit the schema of its event: {@code sources.schema_mode}. */
public enum SchemaMode {
    /** The first sight of a field teaches its type; a value of another type rejects the event. */
    LEARN,
    /** Nothing is learned: an undeclared field rejects the event, as does a value of another type. */
    STRICT,
    /** As {@link #LEARN}, but a value of another type is moved to {@code _misfit} and the event accepted. */
    KEEP,
    /** Nobody looks, and nothing is learned. */
    OFF
}
