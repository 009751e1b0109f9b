package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Appends of records of 600 bytes, some seconds per policy: how many in a second, and how long one
 * waits, with so many waiting at once. Arguments: directory, seconds, appends at once. Kafka is
 * infinitely fast here.
 */
final class JournalBenchmark {
    private static final int RECORD_BYTES = 600;
    private static final int WARM_UP_MILLIS = 1500;

    private JournalBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int seconds = Integer.parseInt(args[1]);
        System.out.println("policy    at once  batch   records/s   p50 us   p99 us  p99.9 us   fsyncs/s");
        for (FsyncPolicy policy : FsyncPolicy.values()) {
            for (String atOnce : args[2].split(",", -1)) {
                for (int batch : new int[] {1, 100}) {
                    run(directory, policy, seconds, Integer.parseInt(atOnce), batch);
                }
            }
        }
    }

    private static void run(Path directory, FsyncPolicy policy, int seconds, int atOnce, int batch) throws Exception {
        delete(directory);
        JournalConfig config = JournalConfig.in(directory)
                .withFsync(policy, Duration.ofMillis(200))
                .withDisk(128L << 20, 1L << 30, Duration.ofSeconds(1));
        byte[] value = new byte[RECORD_BYTES];
        ThreadLocalRandom.current().nextBytes(value);
        JournalRecord record =
                JournalRecord.of(Journals.TOPIC, "workspace:anonymous".getBytes(StandardCharsets.UTF_8), value);
        List<JournalEntry> entries = Collections.nCopies(batch, new JournalEntry.Plain(record));
        long[] latencies = new long[1 << 22];
        AtomicInteger count = new AtomicInteger();
        Semaphore permits = new Semaphore(atOnce);
        Counts counts = new Counts();
        try (Journal journal = Journal.open(config, JournalBenchmark::acknowledging, counts)) {
            long warm = System.nanoTime() + WARM_UP_MILLIS * 1_000_000L;
            long end = warm + seconds * 1_000_000_000L;
            long fsyncs = 0;
            while (true) {
                permits.acquire();
                long start = System.nanoTime();
                if (start > end) {
                    break;
                }
                if (fsyncs == 0 && start > warm) {
                    fsyncs = counts.fsyncs.get();
                }
                journal.append(entries).whenComplete((done, failure) -> {
                    permits.release();
                    if (start > warm && failure == null) {
                        latencies[count.getAndIncrement() & (latencies.length - 1)] = System.nanoTime() - start;
                    }
                });
            }
            int samples = Math.min(count.get(), latencies.length);
            Arrays.sort(latencies, 0, samples);
            System.out.printf(
                    "%-9s %7d %6d %11d %8d %8d %9d %10d%n",
                    policy,
                    atOnce,
                    batch,
                    (long) count.get() * batch / seconds,
                    latencies[samples / 2] / 1000,
                    latencies[(int) (samples * 0.99)] / 1000,
                    latencies[(int) (samples * 0.999)] / 1000,
                    (counts.fsyncs.get() - fsyncs) / seconds);
        }
        delete(directory);
    }

    private static Destination acknowledging() {
        return new Destination() {
            @Override
            public void send(JournalRecord record, Receipt receipt) {
                receipt.acknowledged();
            }

            @Override
            public void close() {}
        };
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
