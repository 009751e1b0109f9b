package dev.cdp.flink.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTallyTest {
    /** Elements are an event's letter and a row's number. */
    private final EventTally<String> tally = new EventTally<>(element -> element.charAt(0));

    @Test
    void eventIsToldOfOnceWithTheNumberOfItsRows() {
        tally.add("a0");
        tally.add("a1");
        tally.add("b0");
        assertThat(drained()).containsExactly("a0 2", "b0 1");
        assertThat(drained()).isEmpty();
    }

    @Test
    void eventWithARefusedRowIsNotToldOf() {
        tally.add("a0");
        tally.add("a1");
        tally.refuse("a1");
        tally.add("b0");
        assertThat(drained()).containsExactly("b0 1");
    }

    @Test
    void refusedFirstRowIsRememberedUntilTheOthersOfItsEventHaveCome() {
        tally.refuse("a0");
        assertThat(drained()).isEmpty();
        tally.add("a1");
        assertThat(drained()).isEmpty();
        tally.add("b0");
        assertThat(drained()).containsExactly("b0 1");
    }

    private List<String> drained() {
        List<String> events = new ArrayList<>();
        tally.drain((element, rows) -> events.add(element + " " + rows));
        return events;
    }
}
