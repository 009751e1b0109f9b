package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.append;
import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.firsts;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault catalogue, row 36. */
class OrderTest {
    @TempDir
    Path directory;

    private final Counts counts = new Counts();

    /** Room for some ten records in memory and some ten in flight. */
    private JournalConfig narrow() {
        return config(directory).withMemory(16L * 1024 * 1024, 1000, 10, 1000);
    }

    @Test
    void liveEventsNeverOvertakeTheReplayOfAnEarlierStart() {
        Journals.fill(narrow(), values(0, 3000));
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(narrow(), kafka, counts)) {
            append(journal, values(3000, 4000));
        }
        assertThat(kafka.taken()).isEqualTo(values(0, 4000));
        assertThat(counts.recovered).hasValue(3000);
        assertThat(counts.replayed.get()).isGreaterThanOrEqualTo(3000);
    }

    @Test
    void anOutageIsReadBackFromTheDiskAndThenMemoryTakesOver() {
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(narrow(), kafka, counts)) {
            append(journal, values(0, 100));
            kafka.goAway();
            append(journal, values(100, 2000));
            assertThat(journal.status().depth()).isGreaterThan(1000);
            assertThat(journal.status().oldest()).isNotNull();
            kafka.comeBack();
            append(journal, values(2000, 3000));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(journal.status().replaying()).isFalse();
            long replayed = counts.replayed.get();
            assertThat(replayed).isGreaterThan(1000);
            append(journal, values(3000, 3010));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(counts.replayed).hasValue(replayed);
        }
        assertThat(kafka.taken()).isEqualTo(values(0, 3010));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void failuresRepeatRecordsAndNeverChangeTheirOrder(long seed) {
        Random random = new Random(seed);
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(narrow(), kafka, counts)) {
            for (int from = 0; from < 3000; from += 100) {
                switch (random.nextInt(4)) {
                    case 0 -> kafka.goAway();
                    case 1 -> kafka.comeBack();
                    case 2 -> kafka.failOnce(value -> random.nextInt(20) == 0);
                    default -> {}
                }
                append(journal, values(from, from + 100));
            }
            kafka.comeBack();
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            counts.requireBalance(journal.status());
        }
        assertThat(firsts(kafka.taken())).isEqualTo(values(0, 3000));
        assertThat(counts.lost).hasValue(0);
    }

    /** As Kafka's client does for a day whose clock was a day ahead when it last connected. */
    @Test
    void aDestinationThatAnswersNothingIsOpenedAnew() {
        ScriptedDestination kafka = new ScriptedDestination();
        JournalConfig config = narrow().withSilence(Duration.ofMillis(300));
        try (Journal journal = Journal.open(config, kafka, counts)) {
            append(journal, values(0, 100));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            kafka.goDeaf();
            append(journal, values(100, 200));
            await().atMost(Duration.ofSeconds(20)).until(() -> journal.status().depth() == 0);
        }
        assertThat(firsts(kafka.taken())).isEqualTo(values(0, 200));
        assertThat(kafka.opened()).isEqualTo(2);
        assertThat(counts.failures).hasValue(1);
    }

    /** Nothing to answer is no silence. */
    @Test
    void aDestinationThatIsAskedNothingIsLeftAlone() {
        ScriptedDestination kafka = new ScriptedDestination();
        JournalConfig config = narrow().withSilence(Duration.ofMillis(50));
        try (Journal journal = Journal.open(config, kafka, counts)) {
            append(journal, values(0, 100));
            await().pollDelay(Duration.ofMillis(500))
                    .until(() -> journal.status().depth() == 0);
        }
        assertThat(kafka.opened()).isOne();
    }

    @Test
    void appendsOfOneThreadKeepTheirOrderBesideThoseOfOthers() {
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(config(directory), kafka, counts)) {
            List<CompletableFuture<Void>> threads = List.of("a", "b", "c", "d").stream()
                    .map(name -> CompletableFuture.runAsync(() -> append(
                            journal, values(0, 2000).stream().map(v -> name + v).toList())))
                    .toList();
            threads.forEach(CompletableFuture::join);
        }
        for (String name : List.of("a", "b", "c", "d")) {
            assertThat(kafka.taken().stream().filter(v -> v.startsWith(name)).map(v -> v.substring(1)))
                    .isEqualTo(values(0, 2000));
        }
    }

    @Test
    void aDestinationThatCanNotBeOpenedIsTriedAgain() {
        ScriptedDestination kafka = new ScriptedDestination();
        int[] tries = {0};
        Destination.Factory late = () -> {
            if (tries[0]++ < 3) {
                throw new IllegalStateException("no broker yet");
            }
            return kafka.open();
        };
        try (Journal journal = Journal.open(config(directory), late, counts)) {
            append(journal, values(0, 10));
            await().atMost(Duration.ofSeconds(20)).until(() -> journal.status().depth() == 0);
        }
        assertThat(kafka.taken()).isEqualTo(values(0, 10));
    }
}
