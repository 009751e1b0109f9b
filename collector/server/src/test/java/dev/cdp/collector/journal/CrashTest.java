package dev.cdp.collector.journal;

import static dev.cdp.collector.journal.Journals.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.testkit.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills, and fault catalogue, row 35. */
class CrashTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(FsyncPolicy.class)
    void everyAnsweredAppendIsForwardedAfterAKill(FsyncPolicy policy) throws Exception {
        Path directory = temporary.resolve("journal");
        try (ChildProcess child = ChildProcess.start(
                List.of(), temporary.resolve("log"), AppendingProcess.class, directory, policy, 1_000_000, 100)) {
            child.awaitLines(5_000);
            child.kill();
            List<String> answered = answered(child.lines());
            assertThat(answered).hasSizeGreaterThan(4_000);

            ScriptedDestination kafka = new ScriptedDestination();
            Counts counts = new Counts();
            Journal.open(config(directory), kafka, counts).close();
            assertThat(kafka.taken()).containsAll(answered).doesNotHaveDuplicates();
            assertThat(kafka.taken().subList(0, answered.size())).isEqualTo(answered);
            assertThat(counts.lost).hasValue(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pwrite64, 1",
        "pwrite64, 3",
        "pwrite64, 7",
        "fsync, 1",
        "fsync, 3",
        "fsync, 5",
        "fsync, 6",
        "rename, 1",
        "fdatasync, 1",
        "fdatasync, 9",
        "unlink, 1"
    })
    void aKillAtAnySystemCallLosesNoAnsweredAppend(String systemCall, int call) throws Exception {
        assumeTrue(Strace.works(), "needs strace, and the right to trace");
        Path directory = temporary.resolve("journal");
        Journals.fill(config(directory), Journals.values(-100, 0));
        List<String> kill = Strace.inject(systemCall, "signal=SIGKILL:when=" + call);
        try (ChildProcess child = ChildProcess.start(
                kill, temporary.resolve("log"), AppendingProcess.class, directory, FsyncPolicy.ALWAYS, 4_000, 200)) {
            List<String> expected = new ArrayList<>(Journals.values(-100, 0));
            expected.addAll(answered(child.lines()));
            child.exitCode();

            ScriptedDestination kafka = new ScriptedDestination();
            Counts counts = new Counts();
            Journal.open(config(directory), kafka, counts).close();
            assertThat(kafka.taken())
                    .startsWith(expected.toArray(String[]::new))
                    .doesNotHaveDuplicates();
            assertThat(counts.lost).hasValue(0);
        }
    }

    @Test
    void aSecondProcessIsTurnedAwayAndSaysWhy() throws Exception {
        try (Journal journal = Journal.open(config(temporary), new ScriptedDestination(), JournalListener.NONE);
                ChildProcess second = ChildProcess.start(
                        List.of(),
                        temporary.resolveSibling(temporary.getFileName() + ".log"),
                        AppendingProcess.class,
                        temporary,
                        FsyncPolicy.NEVER,
                        1,
                        1)) {
            assertThat(second.lines().stream().filter(line -> line.startsWith("not opened")))
                    .singleElement()
                    .asString()
                    .contains("another collector (process "
                            + ProcessHandle.current().pid() + ")")
                    .contains(temporary.toString());
            assertThat(second.exitCode()).isEqualTo(3);
            Journals.append(journal, List.of("undisturbed"));
        }
    }

    @Test
    void aProcessOfAnotherPidNamespaceIsTurnedAwayToo() throws Exception {
        List<String> namespace = List.of("unshare", "--pid", "--fork");
        assumeTrue(Mount.run("unshare", "--pid", "--fork", "true"), "needs the right to make a namespace");
        try (Journal journal = Journal.open(config(temporary), new ScriptedDestination(), JournalListener.NONE);
                ChildProcess second = ChildProcess.start(
                        namespace,
                        temporary.resolveSibling(temporary.getFileName() + ".log"),
                        AppendingProcess.class,
                        temporary,
                        FsyncPolicy.NEVER,
                        1,
                        1)) {
            assertThat(second.lines()).anyMatch(line -> line.startsWith("not opened"));
            assertThat(second.exitCode()).isEqualTo(3);
            Journals.append(journal, List.of("undisturbed"));
        }
    }

    @Test
    void aSecondJournalOfTheSameProcessIsTurnedAwayToo() {
        ScriptedDestination kafka = new ScriptedDestination();
        try (Journal journal = Journal.open(config(temporary), kafka, JournalListener.NONE)) {
            assertThatThrownBy(() -> Journal.open(config(temporary), kafka, JournalListener.NONE))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("another collector");
            Journals.append(journal, List.of("undisturbed"));
        }
        Journal.open(config(temporary), kafka, JournalListener.NONE).close();
        assertThat(kafka.taken()).containsExactly("undisturbed");
    }

    private static List<String> answered(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("ok value-[0-9]+"))
                .map(line -> line.substring(3))
                .toList();
    }
}
