package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import org.apache.flink.util.OutputTag;

/**
 * Who is told of events that are in the table now. An event is told of once, when all its rows are there; not at all
 * when one of them was refused.
 *
 * @param tag the side output of what {@code made} makes
 * @param event names the event of an element; rows of one event follow each other
 */
public record WrittenEvents<IN, W>(OutputTag<W> tag, EventOf<IN> event, Maker<IN, W> made) implements Serializable {

    /** Names the event of an element, by equality. */
    @FunctionalInterface
    public interface EventOf<IN> extends Serializable {
        Object get(IN element);
    }

    /** What to emit for an event: one of its elements, and how many rows it has. */
    @FunctionalInterface
    public interface Maker<IN, W> extends Serializable {
        W make(IN element, int rows);
    }
}
