package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.testkit.PowerCutDisk;
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
        Optional<PowerCutDisk> made = PowerCutDisk.make(temporary, DISK_BYTES);
        assumeTrue(made.isPresent(), "needs mkfs.ext4 and the right to mount a file");
        try (PowerCutDisk disk = made.get()) {
            Path directory = disk.path().resolve("journal");
            try (ChildProcess child = ChildProcess.start(
                    List.of(), temporary.resolve("log"), AppendingProcess.class, directory, policy, 1_000_000, 50)) {
                child.awaitLines(5_000);
                child.pause();
                disk.cut();
                child.kill();
                answered = child.lines().stream()
                        .filter(line -> line.matches("ok value-[0-9]+"))
                        .map(line -> line.substring(3))
                        .toList();
            }
            disk.comeBack();
            ScriptedDestination kafka = new ScriptedDestination();
            Journal journal = Journal.open(config(directory), kafka, counts);
            journal.close();
            assertThat(journal.status().depth()).isZero();
            counts.requireBalance(journal.status());
            return kafka.taken();
        }
    }
}
