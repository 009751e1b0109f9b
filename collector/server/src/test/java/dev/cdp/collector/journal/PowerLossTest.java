package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault catalogue, row 32: the journal is on an ext4 in a file, whose bytes are copied while the
 * collector stands still. The copy has what was synced, and whatever else had reached the disk.
 */
class PowerLossTest {
    private static final long DISK_BYTES = 64L << 20;

    @TempDir
    Path temporary;

    private final Counts counts = new Counts();
    private List<String> answered;

    @Test
    void withAlwaysEveryAnsweredAppendSurvives() throws Exception {
        assertThat(afterPowerLoss(FsyncPolicy.ALWAYS)).startsWith(answered.toArray(String[]::new));
    }

    @Test
    void withIntervalOnlyTheEndIsLost() throws Exception {
        List<String> survivors = afterPowerLoss(FsyncPolicy.INTERVAL);
        assertThat(survivors).isNotEmpty().isEqualTo(values(0, survivors.size()));
    }

    @Test
    void withNeverTheJournalOpensAndHasNoStrangers() throws Exception {
        assertThat(values(0, 1_000_000)).containsAll(afterPowerLoss(FsyncPolicy.NEVER));
    }

    private List<String> afterPowerLoss(FsyncPolicy policy) throws Exception {
        Path disk = temporary.resolve("disk");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(DISK_BYTES);
        }
        assumeTrue(Mount.run("mkfs.ext4", "-q", "-F", disk.toString()), "needs mkfs.ext4");
        Path copy = temporary.resolve("copy");
        Optional<Mount> mount = Mount.file(temporary.resolve("before"), disk);
        assumeTrue(mount.isPresent(), "needs the right to mount a file");
        try (Mount before = mount.get();
                ChildProcess child = ChildProcess.start(
                        List.of(),
                        temporary.resolve("log"),
                        AppendingProcess.class,
                        temporary.resolve("before/journal"),
                        policy,
                        1_000_000,
                        50)) {
            child.awaitLines(5_000);
            child.pause();
            Files.copy(disk, copy);
            child.kill();
            answered = child.lines().stream()
                    .filter(line -> line.matches("ok value-[0-9]+"))
                    .map(line -> line.substring(3))
                    .toList();
        }
        try (Mount after = Mount.file(temporary.resolve("after"), copy).orElseThrow()) {
            ScriptedDestination kafka = new ScriptedDestination();
            Journal journal = Journal.open(config(temporary.resolve("after/journal")), kafka, counts);
            journal.close();
            assertThat(journal.status().depth()).isZero();
            counts.requireBalance(journal.status());
            return kafka.taken();
        }
    }
}
