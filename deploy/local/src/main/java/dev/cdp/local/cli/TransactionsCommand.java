package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.kafka.OpenTransaction;
import dev.cdp.local.kafka.OpenTransactions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "transactions",
        description = "Shows Kafka's open transactions, and aborts those that a job has left behind.")
final class TransactionsCommand implements Callable<Integer> {
    private final Home home;

    @Option(names = "--kafka", description = "host:port; default: this stack's")
    private String kafka = "";

    @Option(names = "--older-than", description = "Seconds since it was begun", defaultValue = "900")
    private long olderThanSeconds;

    @Option(
            names = "--abort",
            description = "Abort those whose transactional id begins with this. Their records are lost: only for jobs"
                    + " that will not go on, or ids of subtasks that are gone")
    private String abort = "";

    TransactionsCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws Exception {
        Console console = home.console();
        String servers = kafka.isEmpty() ? home.stack().kafka().port().hostAndPort() : kafka;
        try (OpenTransactions transactions = new OpenTransactions(servers, Clock.systemUTC())) {
            List<OpenTransaction> old = transactions.olderThan(Duration.ofSeconds(olderThanSeconds));
            if (abort.isEmpty()) {
                console.say(old.isEmpty() ? "None is older than " + olderThanSeconds + " s." : "");
                old.forEach(transaction -> console.say(transaction.toString()));
                return 0;
            }
            List<OpenTransaction> chosen = old.stream()
                    .filter(transaction -> transaction.id().startsWith(abort))
                    .toList();
            transactions.abort(chosen);
            chosen.forEach(transaction -> console.say("aborted " + transaction));
            console.say(chosen.size() + " of " + old.size() + " aborted.");
            return 0;
        }
    }
}
