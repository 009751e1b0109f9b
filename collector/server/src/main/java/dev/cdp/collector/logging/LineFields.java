package dev.cdp.collector.logging;

import dev.cdp.contract.JsonWriter;

/** The only argument of a line in the log that writes its own fields; its message names none of them. */
public interface LineFields {
    /** Writes the fields as members of the line's object. On the log's own thread. */
    void writeTo(JsonWriter line);
}
