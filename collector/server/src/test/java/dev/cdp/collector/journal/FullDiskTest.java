package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.append;
import static dev.cdp.collector.journal.Journals.config;
import static dev.cdp.collector.journal.Journals.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.collector.journal.JournalException.Reason;
import dev.cdp.testkit.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault catalogue, row 33, mostly on a tmpfs of one MB. */
class FullDiskTest {
    private static final Duration GRACE = Duration.ofMinutes(5);

    @TempDir
    Path temporary;

    private final Counts counts = new Counts();
    private Mount mount;

    @AfterEach
    void unmount() {
        if (mount != null) {
            mount.close();
        }
    }

    @Test
    void aFullDiskRefusesAppendsAndForgetsNone() throws Exception {
        mount("size=1m");
        ScriptedDestination kafka = ScriptedDestination.away();
        try (Journal journal = Journal.open(onDisk(), kafka, counts)) {
            List<String> accepted = fill(journal, Reason.DISK_FULL);
            assertThat(accepted).isNotEmpty();
            // Acknowledged segments make room, although their grace is not over.
            kafka.comeBack();
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
            accepted.add("again");
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(kafka.taken()).isEqualTo(accepted);
            counts.requireBalance(journal.status());
        }
    }

    @Test
    void spaceMadeByOthersEndsTheRefusal() throws Exception {
        mount("size=1m");
        Path ballast = disk().resolve("ballast");
        Files.write(ballast, new byte[700_000]);
        try (Journal journal = Journal.open(onDisk(), ScriptedDestination.away(), counts)) {
            List<String> accepted = fill(journal, Reason.DISK_FULL);
            Files.delete(ballast);
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
            accepted.add("again");
            journal.close(Duration.ZERO);
            ScriptedDestination kafka = new ScriptedDestination();
            Journal.open(onDisk(), kafka, counts).close();
            assertThat(kafka.taken()).isEqualTo(accepted);
        }
    }

    @Test
    void aJournalOnAFullDiskOpensAndForwards() throws Exception {
        mount("size=1m");
        List<String> accepted;
        try (Journal journal = Journal.open(onDisk(), ScriptedDestination.away(), counts)) {
            accepted = fill(journal, Reason.DISK_FULL);
            journal.close(Duration.ZERO);
        }
        fillUp(disk().resolve("ballast"));
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(onDisk(), kafka, counts)) {
            await().atMost(Journals.PATIENCE).until(() -> kafka.taken().equals(accepted));
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
        }
    }

    @Test
    void aDiskWithoutInodesRefusesAtTheRollAndRecovers() throws Exception {
        mount("size=20m,nr_inodes=12");
        ScriptedDestination kafka = ScriptedDestination.away();
        try (Journal journal = Journal.open(onDisk(), kafka, counts)) {
            List<String> accepted = fill(journal, Reason.DISK_FULL);
            kafka.comeBack();
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
            accepted.add("again");
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(kafka.taken()).isEqualTo(accepted);
        }
    }

    /** What is mounted over the directory hides it from all that is opened from now on, as at the roll. */
    @Test
    void aDiskThatHasBecomeReadOnlyRefusesAtTheRollAndRecovers() throws Exception {
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(onDisk(), kafka, counts)) {
            append(journal, List.of("before"));
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            mount(disk().resolve("journal"), "ro,size=1m");
            List<String> accepted = fill(journal, Reason.DISK_FAILED);
            assertThat(journal.status().refusing()).isPresent();
            mount.close();
            await().atMost(Journals.PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
            append(journal, List.of("again"));
            accepted.add(0, "before");
            accepted.add("again");
            await().atMost(Journals.PATIENCE).until(() -> journal.status().depth() == 0);
            assertThat(kafka.taken()).isEqualTo(accepted);
            counts.requireBalance(journal.status());
        }
    }

    private JournalConfig onDisk() {
        return config(disk().resolve("journal")).withDisk(64 * 1024, 64L * 1024 * 1024, GRACE);
    }

    private Path disk() {
        return temporary.resolve("disk");
    }

    /** Appends until the journal refuses for this reason; returns what it took. */
    private static List<String> fill(Journal journal, Reason expected) {
        List<String> accepted = new ArrayList<>();
        Reason[] refusal = new Reason[1];
        for (int i = 0; refusal[0] == null; i++) {
            String value = i + "x".repeat(3000);
            journal.append(List.of(entry(value)))
                    .handle((done, failure) -> {
                        if (failure == null) {
                            accepted.add(value);
                        } else {
                            refusal[0] = ((JournalException) failure).reason();
                        }
                        return null;
                    })
                    .toCompletableFuture()
                    .join();
        }
        assertThat(refusal[0]).isEqualTo(expected);
        return accepted;
    }

    private static void fillUp(Path ballast) throws IOException {
        for (int size = 1 << 16; size >= 1; size /= 2) {
            try {
                Files.write(ballast.resolveSibling("ballast-" + size), new byte[size]);
            } catch (IOException e) {
                // The smaller ones may still fit.
            }
        }
    }

    private void mount(String options) throws Exception {
        mount(disk(), options);
    }

    private void mount(Path point, String options) throws Exception {
        Optional<Mount> mounted = Mount.memory(point, options);
        assumeTrue(mounted.isPresent(), "needs the right to mount a tmpfs");
        mount = mounted.get();
    }
}
