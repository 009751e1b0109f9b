package dev.cdp.flink.connector.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Counts the rows of each event of a batch, in the order of the events. */
final class EventTally<IN> {
    private final WrittenEvents.EventOf<IN> eventOf;
    private final Map<Object, Tally<IN>> events = new LinkedHashMap<>();

    private record Tally<IN>(IN element, int rows, boolean refused) {}

    EventTally(WrittenEvents.EventOf<IN> eventOf) {
        this.eventOf = eventOf;
    }

    void add(IN element) {
        events.merge(
                eventOf.get(element),
                new Tally<>(element, 1, false),
                (before, one) -> new Tally<>(before.element(), before.rows() + 1, before.refused()));
    }

    void refuse(IN element) {
        events.merge(
                eventOf.get(element),
                new Tally<>(element, 0, true),
                (before, refused) -> new Tally<>(before.element(), before.rows(), true));
    }

    /**
     * Gives each event of which nothing was refused, with the number of its rows, and begins anew; but a refusal of the
     * last one is remembered, since more of its rows may come.
     */
    void drain(BiConsumer<IN, Integer> whole) {
        Map.Entry<Object, Tally<IN>> last = null;
        for (Map.Entry<Object, Tally<IN>> event : events.entrySet()) {
            if (!event.getValue().refused()) {
                whole.accept(event.getValue().element(), event.getValue().rows());
            }
            last = event;
        }
        events.clear();
        if (last != null && last.getValue().refused()) {
            events.put(last.getKey(), last.getValue());
        }
    }
}
