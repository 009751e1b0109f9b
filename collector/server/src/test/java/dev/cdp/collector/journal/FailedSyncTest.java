package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault catalogue, row 30: strace makes one fdatasync say EIO, and the next says OK. */
class FailedSyncTest {
    @TempDir
    Path temporary;

    private Path directory;
    private Path log;

    @BeforeEach
    void requireStrace() throws InterruptedException {
        assumeTrue(Strace.works(), "needs strace, and the right to trace");
        directory = temporary.resolve("journal");
        log = temporary.resolve("log");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void anAppendWhoseSyncFailedIsNotAnsweredWithSuccess(int failing) throws Exception {
        List<String> lines = appendUnder("error=EIO:when=" + failing, FsyncPolicy.ALWAYS, 50);
        List<String> failed = lines.stream().filter(l -> l.startsWith("failed")).toList();
        assertThat(failed).isNotEmpty().allMatch(l -> l.endsWith("DISK_FAILED"));
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0)).startsWith("failed value-" + (failing - 1) + " ");
        requireRetired(lines);
        requireAnsweredAreForwarded(lines);
    }

    @Test
    void aDiskThatStaysBrokenAnswersNoAppendWithSuccess() throws Exception {
        List<String> lines = appendUnder("error=EIO:when=4+", FsyncPolicy.ALWAYS, 10);
        assertThat(lines.stream().filter(l -> l.startsWith("ok"))).hasSize(3);
        assertThat(lines).contains("done");
        requireAnsweredAreForwarded(lines);
    }

    @Test
    void aSyncThatFailsBehindTheAppendsRetiresTheSegmentToo() throws Exception {
        List<String> lines = appendUnder("error=EIO:when=1", FsyncPolicy.INTERVAL, 2_000);
        requireRetired(lines);
        requireAnsweredAreForwarded(lines);
    }

    /** The logger may be bound to either output. */
    private void requireRetired(List<String> lines) throws IOException {
        assertThat(String.join("\n", lines) + Files.readString(log)).contains("is retired since a sync of it failed");
    }

    private void requireAnsweredAreForwarded(List<String> lines) {
        List<String> answered = lines.stream()
                .filter(l -> l.startsWith("ok"))
                .map(l -> l.substring(3))
                .toList();
        ScriptedDestination kafka = new ScriptedDestination();
        Counts counts = new Counts();
        Journal.open(config(directory), kafka, counts).close();
        assertThat(kafka.taken()).doesNotHaveDuplicates().containsSubsequence(answered);
        assertThat(counts.corruptBytes).hasValue(0);
    }

    private List<String> appendUnder(String inject, FsyncPolicy policy, int records) throws Exception {
        try (ChildProcess child = ChildProcess.start(
                Strace.inject("fdatasync", inject),
                log,
                AppendingProcess.class,
                directory,
                policy,
                records,
                policy == FsyncPolicy.ALWAYS ? 1 : 100)) {
            List<String> lines = child.lines();
            child.exitCode();
            return lines;
        }
    }
}
