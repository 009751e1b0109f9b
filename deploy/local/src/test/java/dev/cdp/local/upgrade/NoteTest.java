package dev.cdp.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoteTest {
    private static final String JOB = "cdp-delivery-demo/ds_1";

    @TempDir
    Path folder;

    @Test
    void anUpgradeThatWasBrokenOffIsGoneOnWithAndKeepsWhatWasFoundFirst() throws IOException {
        Note first = Note.open(folder);
        assertThat(first.goesOn()).isFalse();
        first.schema("postgres", "V008");
        first.stopping(JOB, "a1", 3);
        first.starting(JOB, "file:///savepoint-a1");

        Note second = Note.open(folder);
        second.schema("postgres", "V009");
        second.starting(JOB, "file:///chk-7");

        assertThat(second.goesOn()).isTrue();
        assertThat(second.file()).isEqualTo(first.file());
        assertThat(Files.readString(second.file())).contains("V008").doesNotContain("V009");
        assertThat(second.savepoints()).isEqualTo(Map.of(JOB, "file:///savepoint-a1"));
        assertThat(second.parallelism(JOB)).hasValue(3);
        assertThat(second.parallelism("another")).isEmpty();
    }

    @Test
    void aFinishedOneIsTheWayBackAndNotGoneOnWith() throws IOException {
        Note first = Note.open(folder);
        first.starting(JOB, "file:///savepoint-a1");
        first.finished();

        assertThat(Note.last(folder).orElseThrow().savepoints()).containsKey(JOB);
        assertThat(Note.open(folder).savepoints()).isEmpty();
    }

    @Test
    void goingBackLeavesTheNoteAsItIs() throws IOException {
        Note note = Note.open(folder);
        note.stopping(JOB, "a1", 3);
        note.starting(JOB, "file:///savepoint-a1");
        String before = Files.readString(note.file());

        note.back().stopping(JOB, "b2", 1);
        note.back().starting(JOB, "file:///savepoint-b2");

        assertThat(Files.readString(note.file())).isEqualTo(before);
        assertThat(note.back().parallelism(JOB)).hasValue(3);
    }
}
