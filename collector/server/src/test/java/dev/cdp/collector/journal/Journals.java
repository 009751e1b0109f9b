package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small journals, and what they are filled with. */
final class Journals {
    /** Of the journal's tests alone: the broker is shared with the collector's. */
    static final String TOPIC = "journal.entries";

    /** How long a slow machine may take. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private Journals() {}

    /** Small segments and short waits. */
    static JournalConfig config(Path directory) {
        return JournalConfig.in(directory)
                .withInstance("test")
                .withDisk(64 * 1024, 64L * 1024 * 1024, Duration.ofMinutes(5))
                .withTimes(Duration.ofMillis(10), Duration.ofMillis(20));
    }

    static JournalEntry entry(String value) {
        return new JournalEntry.Plain(record(value));
    }

    static JournalRecord record(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new JournalRecord(TOPIC, bytes, List.of(new JournalRecord.Header("h", bytes)), bytes);
    }

    static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "value-" + i).toList();
    }

    /** Appends one by one without waiting, and waits for all. */
    static void append(Journal journal, List<String> values) {
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (String value : values) {
            done.add(journal.append(List.of(entry(value))).toCompletableFuture());
        }
        CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).join();
    }

    /** Fills a journal that forwards nothing, and leaves it as a kill would. */
    static void fill(JournalConfig config, List<String> values) {
        Journal journal = Journal.open(config, ScriptedDestination.away(), JournalListener.NONE);
        append(journal, values);
        journal.close(Duration.ZERO);
    }

    static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.toString().endsWith(Segment.SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Each value once, where it came first. */
    static List<String> firsts(List<String> values) {
        return values.stream().distinct().toList();
    }
}
