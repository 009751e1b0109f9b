package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.append;
import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault catalogue, row 34. */
class CursorTest {
    private static final List<String> ALL = values(0, 100);

    @TempDir
    Path directory;

    private Path cursor;

    @BeforeEach
    void forwardAll() {
        cursor = directory.resolve("cursor");
        try (Journal journal = Journal.open(config(directory), new ScriptedDestination(), JournalListener.NONE)) {
            append(journal, ALL);
        }
    }

    @Test
    void aSoundCursorSparesTheReplay() {
        assertThat(forwarded()).isEmpty();
    }

    @Test
    void aDamagedSlotLeavesTheOther() throws IOException {
        byte[] sound = Files.readAllBytes(cursor);
        for (int slot = 0; slot < 2; slot++) {
            byte[] torn = sound.clone();
            torn[slot * 512 + 30] ^= 1;
            Files.write(cursor, torn);
            assertThat(forwarded()).as("slot " + slot).isSubsetOf(ALL);
        }
    }

    @Test
    void withoutACursorAllThatIsRetainedIsForwarded() throws IOException {
        byte[] sound = Files.readAllBytes(cursor);
        for (byte[] damaged : List.of(new byte[0], new byte[1024], new byte[] {1, 2, 3}, flipped(sound))) {
            Files.write(cursor, damaged);
            assertThat(forwarded()).isEqualTo(ALL);
        }
        Files.delete(cursor);
        assertThat(forwarded()).isEqualTo(ALL);
    }

    @Test
    void anOlderCursorRepeatsWhatCameAfterIt() throws IOException {
        write(journal(), 40);
        assertThat(forwarded()).isEqualTo(values(40, 100));
    }

    @Test
    void aCursorBehindTheDataIsNotBelievedThenOrLater() throws IOException {
        write(journal(), 5000);
        assertThat(forwarded()).isEqualTo(ALL);
        // The records that now take the positions before 5000 are forwarded, too.
        Journals.fill(config(directory), List.of("later"));
        assertThat(forwarded()).containsExactly("later");
    }

    @Test
    void anotherJournalsCursorIsNotBelieved() throws IOException {
        write(UUID.randomUUID(), 60);
        assertThat(forwarded()).isEqualTo(ALL);
    }

    @Test
    void withoutItsIdentityAJournalIsStillForwarded() throws IOException {
        Files.write(directory.resolve("identity"), new byte[] {1, 2, 3});
        assertThat(forwarded()).isEqualTo(ALL);
    }

    private UUID journal() throws IOException {
        return UUID.fromString(Files.readString(directory.resolve("identity")).split(" ", -1)[1]);
    }

    private void write(UUID journal, long position) throws IOException {
        Files.delete(cursor);
        new CursorFile(directory, journal).write(position, true);
    }

    private static byte[] flipped(byte[] sound) {
        byte[] flipped = sound.clone();
        flipped[20] ^= 1;
        flipped[512 + 20] ^= 1;
        return flipped;
    }

    private List<String> forwarded() {
        ScriptedDestination kafka = new ScriptedDestination();
        Journal.open(config(directory), kafka, JournalListener.NONE).close();
        return kafka.taken();
    }
}
