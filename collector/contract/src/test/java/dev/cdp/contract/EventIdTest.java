package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class EventIdTest {
    @Test
    void neverChangesForTheSameEvent() {
        // Recorded: rows and dedup state are keyed by this value.
        assertThat(EventId.of("demo", "shop", "demo:anon-1", "m-1"))
                .hasToString("a39a53c6-a14a-2ef6-81ce-23e36520aee8");
    }

    @Test
    void differsByWorkspaceSourceKeyAndMessage() {
        EventId id = EventId.of("w", "s", "w:a", "m");

        assertThat(EventId.of("w2", "s", "w:a", "m")).isNotEqualTo(id);
        assertThat(EventId.of("w", "s2", "w:a", "m")).isNotEqualTo(id);
        assertThat(EventId.of("w", "s", "w:b", "m")).isNotEqualTo(id);
        assertThat(EventId.of("w", "s", "w:a", "m2")).isNotEqualTo(id);
    }

    @Test
    void charactersCannotBeMovedFromOnePartToTheNext() {
        assertThat(EventId.of("w", "ab", "c", "d")).isNotEqualTo(EventId.of("w", "a", "bc", "d"));
    }

    @Test
    void replayIsAnotherIdentityAndTheSameReplayTheSame() {
        EventId id = EventId.of("w", "s", "w:a", "m");

        assertThat(id.ofReplay("r1"))
                .isNotEqualTo(id)
                .isEqualTo(id.ofReplay("r1"))
                .isNotEqualTo(id.ofReplay("r2"));
    }

    @Test
    void textFormIsReadBack() {
        EventId id = EventId.of("w", "s", "w:a", "m");

        assertThat(EventId.parse(id.toString())).isEqualTo(id);
        assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> EventId.parse("m"));
    }
}
