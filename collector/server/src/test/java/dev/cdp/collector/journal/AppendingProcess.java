package dev.cdp.collector.journal;

import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A process to be killed: appends records, in groups that wait for nobody, and prints {@code ok <value>}
 * or {@code failed <value> <reason>} when each is answered. Nothing is forwarded.
 */
final class AppendingProcess {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private AppendingProcess() {}

    /** Directory, policy, how many records, how many at once. */
    public static void main(String[] args) {
        JournalConfig config =
                Journals.config(Path.of(args[0])).withFsync(FsyncPolicy.valueOf(args[1]), Duration.ofMillis(5));
        int records = Integer.parseInt(args[2]);
        int atOnce = Integer.parseInt(args[3]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Journal journal = Journal.open(config, ScriptedDestination.away(), JournalListener.NONE)) {
            out.println("open");
            for (int from = 0; from < records; from += atOnce) {
                append(journal, Journals.values(from, from + atOnce), out);
                awaitAcceptance(journal);
            }
            out.println("done");
            journal.close(Duration.ZERO);
        } catch (JournalException e) {
            out.println("not opened: " + e.getMessage());
            System.exit(3);
        }
    }

    /** Gives a disturbed disk the time to recover, if it does. */
    private static void awaitAcceptance(Journal journal) {
        try {
            await().pollInterval(Duration.ofMillis(2))
                    .atMost(PATIENCE)
                    .until(() -> journal.status().refusing().isEmpty());
        } catch (ConditionTimeoutException e) {
            // It stays broken, and the next append shows it.
        }
    }

    private static void append(Journal journal, List<String> values, PrintStream out) {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (String value : values) {
            answers.add(journal.append(List.of(Journals.entry(value)))
                    .handle((done, failure) -> {
                        out.println(
                                failure == null
                                        ? "ok " + value
                                        : "failed " + value + " " + ((JournalException) failure).reason());
                        return (Void) null;
                    })
                    .toCompletableFuture());
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
    }
}
