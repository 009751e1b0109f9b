package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.append;
import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.entry;
import static dev.cdp.collector.journal.Journals.firsts;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cdp.collector.journal.JournalException.Reason;
import dev.cdp.contract.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTest {
    @TempDir
    Path directory;

    private final ScriptedDestination kafka = new ScriptedDestination();
    private final Counts counts = new Counts();

    @ParameterizedTest
    @EnumSource(FsyncPolicy.class)
    void whatWasAppendedIsForwardedInOrderAndAccountedFor(FsyncPolicy policy) {
        Journal journal = Journal.open(config(directory).withFsync(policy, Duration.ofMillis(5)), kafka, counts);
        append(journal, values(0, 3000));
        journal.close();
        assertThat(kafka.taken()).isEqualTo(values(0, 3000));
        counts.requireBalance(journal.status());
        assertThat(counts.acknowledged).hasValue(3000);
    }

    @Test
    void recordsAreForwardedAsTheyWereAppended() {
        List<JournalRecord> received = new ArrayList<>();
        Destination.Factory recording = () -> new Destination() {
            @Override
            public void send(JournalRecord record, Receipt receipt) {
                received.add(record);
                receipt.acknowledged();
            }

            @Override
            public void close() {}
        };
        JournalRecord record = new JournalRecord(
                "t",
                null,
                List.of(new JournalRecord.Header("a", new byte[] {1}), new JournalRecord.Header("b", null)),
                null);
        Journals.fill(config(directory), List.of());
        try (Journal journal = Journal.open(config(directory), ScriptedDestination.away(), counts)) {
            journal.append(List.of(new JournalEntry.Plain(record)))
                    .toCompletableFuture()
                    .join();
            journal.close(Duration.ZERO);
        }
        Journal.open(config(directory), recording, counts).close();
        assertThat(received).singleElement().usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void eventsGetTheEpochsSequencesWithoutGapsAndOthersTakeNone() {
        ConcurrentLinkedQueue<Origin> origins = new ConcurrentLinkedQueue<>();
        JournalEntry event = new JournalEntry.Event(10, origin -> {
            origins.add(origin);
            return Journals.record("e" + origin.sequence());
        });
        JournalEntry broken = new JournalEntry.Event(10, origin -> {
            throw new IllegalStateException("scripted");
        });
        try (Journal journal = Journal.open(config(directory), kafka, counts)) {
            journal.append(List.of(event, entry("letter"), event))
                    .toCompletableFuture()
                    .join();
            assertThat(failure(journal, event, broken)).isEqualTo(Reason.ENCODING_FAILED);
            journal.append(List.of(event)).toCompletableFuture().join();
            assertThat(origins).extracting(Origin::instance).containsOnly("test");
            assertThat(origins).extracting(Origin::epoch).containsOnly(journal.epoch());
        }
        assertThat(kafka.taken()).containsExactly("e0", "letter", "e1", "e2");
    }

    @Test
    void theEpochGrowsWithEachStartAlsoWhenTheClockWasSetBack() throws IOException {
        long future = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
        new Identity(UUID.randomUUID(), future, "a name with spaces").write(directory);
        JournalConfig unnamed = JournalConfig.in(directory);
        for (int start = 1; start <= 2; start++) {
            try (Journal journal = Journal.open(unnamed, kafka, counts)) {
                append(journal, values(0, 1));
                assertThat(journal.epoch()).isEqualTo(future + start);
                assertThat(journal.instance()).isEqualTo("a name with spaces");
            }
        }
    }

    @Test
    void aTooLargeRecordFailsItsWholeAppendAndNoOther() {
        try (Journal journal = Journal.open(config(directory).withMaxRecordBytes(1000), kafka, counts)) {
            assertThat(failure(journal, entry("small"), entry("x".repeat(2000))))
                    .isEqualTo(Reason.RECORD_TOO_LARGE);
            append(journal, values(0, 1));
        }
        assertThat(kafka.taken()).isEqualTo(values(0, 1));
    }

    @Test
    void aRecordLargerThanBuffersAndSegmentsIsForwarded() {
        String large = "x".repeat(3 * 1024 * 1024);
        Journals.fill(config(directory), List.of("before", large, "after"));
        Journal.open(config(directory), kafka, counts).close();
        assertThat(kafka.taken()).containsExactly("before", large, "after");
    }

    @Test
    void moreThanTheQueueHoldsIsRefusedAtOnce() {
        try (Journal journal = Journal.open(config(directory).withMemory(50_000, 1, 10, 1000), kafka, counts)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            while (all.stream().noneMatch(CompletableFuture::isCompletedExceptionally)) {
                for (int i = 0; i < 1000; i++) {
                    all.add(journal.append(List.of(entry("x".repeat(1000)))).toCompletableFuture());
                }
            }
            long accepted = all.stream()
                    .filter(f -> !f.isCompletedExceptionally())
                    .peek(CompletableFuture::join)
                    .count();
            assertThat(accepted).isPositive();
            append(journal, List.of("accepted again"));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(kafka.taken()).hasSize((int) accepted + 1);
        }
    }

    @Test
    void aFullJournalRefusesUntilKafkaTakesItsRecords() {
        ScriptedDestination away = ScriptedDestination.away();
        JournalConfig small = config(directory).withDisk(64 * 1024, 256 * 1024, Duration.ofMinutes(5));
        try (Journal journal = Journal.open(small, away, counts)) {
            int accepted = 0;
            while (journal.status().refusing().isEmpty()) {
                append(journal, List.of("x".repeat(10_000)));
                accepted++;
                journal.append(List.of())
                        .toCompletableFuture()
                        .exceptionally(e -> null)
                        .join();
            }
            assertThat(journal.status().refusing()).hasValueSatisfying(why -> {
                assertThat(why.reason()).isEqualTo(Reason.LIMIT_REACHED);
                assertThat(why.isTemporary()).isTrue();
            });
            assertThat(journal.status().bytes()).isLessThan(400 * 1024);
            away.comeBack();
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
            int all = accepted + 1;
            await().atMost(Journals.PATIENCE).until(() -> away.taken().size() == all);
        }
    }

    @Test
    void acknowledgedSegmentsStayForTheirGraceAndThenGo() throws IOException {
        JournalConfig brief = config(directory).withDisk(64 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(3));
        try (Journal journal = Journal.open(brief, kafka, counts)) {
            for (int i = 0; i < 30; i++) {
                append(journal, List.of("x".repeat(20_000)));
            }
            assertThat(Journals.segments(directory)).hasSizeGreaterThan(3);
            await().atMost(Journals.PATIENCE)
                    .until(() -> Journals.segments(directory).size() == 1);
        }
    }

    @Test
    void closingAnswersEveryAppendAndTakesNoMore() {
        Journal journal = Journal.open(config(directory), kafka, counts);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (String value : values(0, 2000)) {
            all.add(journal.append(List.of(entry(value))).toCompletableFuture());
        }
        journal.close();
        assertThat(all).allMatch(f -> f.isDone() && !f.isCompletedExceptionally());
        assertThat(kafka.taken()).isEqualTo(values(0, 2000));
        assertThat(failure(journal, entry("late"))).isEqualTo(Reason.CLOSED);
        ScriptedDestination next = new ScriptedDestination();
        Journal.open(config(directory), next, counts).close();
        assertThat(next.taken()).isEmpty();
    }

    @Test
    void aRecordThatKafkaNeverTakesIsMovedAsideAndTheRestGoesOn() throws IOException {
        kafka.refuse("value-7"::equals);
        kafka.failOnce("value-9"::equals);
        try (Journal journal = Journal.open(config(directory), kafka, counts)) {
            append(journal, values(0, 20));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            counts.requireBalance(journal.status());
        }
        assertThat(firsts(kafka.taken())).hasSize(19).doesNotContain("value-7");
        assertThat(counts.quarantined).hasValue(1);
        assertThat(new String(Files.readAllBytes(directory.resolve("quarantine")), StandardCharsets.ISO_8859_1))
                .containsOnlyOnce(Journals.TOPIC)
                .contains("value-7");
    }

    @Test
    void whatKafkaRefusedIsOfferedAgainByEachStartUntilItTakesIt() {
        ScriptedDestination strict = new ScriptedDestination();
        strict.refuse(value -> value.endsWith("7"));
        try (Journal journal = Journal.open(config(directory), strict, counts)) {
            append(journal, values(0, 20));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
        }
        ScriptedDestination lessStrict = new ScriptedDestination();
        lessStrict.refuse("value-7"::equals);
        try (Journal journal = Journal.open(config(directory), lessStrict, counts)) {
            await().atMost(Journals.PATIENCE).until(() -> Files.notExists(directory.resolve("quarantine.retry")));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
        }
        assertThat(lessStrict.taken()).containsExactly("value-17");
        ScriptedDestination lenient = new ScriptedDestination();
        try (Journal journal = Journal.open(config(directory), lenient, counts)) {
            await().atMost(Journals.PATIENCE).until(() -> Files.notExists(directory.resolve("quarantine.retry")));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
        }
        assertThat(lenient.taken()).containsExactly("value-7");
        assertThat(directory.resolve("quarantine")).doesNotExist();
    }

    @Test
    void aSegmentOfALaterVersionIsNotTouched() throws IOException {
        Journals.fill(config(directory), values(0, 5));
        Path segment = Journals.segments(directory).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        byte[] later = LaterVersion.of(bytes);
        Files.write(segment, later);
        assertThatThrownBy(() -> Journal.open(config(directory), kafka, counts))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("later version");
        assertThat(segment).hasBinaryContent(later);
    }

    private static Reason failure(Journal journal, JournalEntry... entries) {
        return journal.append(List.of(entries))
                .handle((done, failure) -> ((JournalException) failure).reason())
                .toCompletableFuture()
                .join();
    }
}
