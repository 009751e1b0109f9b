package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.ledger.EventStories;
import dev.cdp.admin.ledger.EventStory;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "why", description = "Tells what became of an event, from its acceptance to each destination.")
final class WhyCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "A message id, or an event id.")
    private String id;

    @Override
    public void run() {
        DatabaseTarget clickHouse = DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, root.environment());
        List<EventStory> stories = find(clickHouse);
        if (stories.isEmpty()) {
            throw new AdminException("nothing is known of '" + id + "': it was never accepted, is older than the"
                    + " archive, or has not reached it yet (a second or two as a rule)");
        }
        PrintWriter out = spec.commandLine().getOut();
        stories.forEach(story -> print(story, out));
        out.flush();
    }

    private List<EventStory> find(DatabaseTarget target) {
        try {
            return new EventStories(new ClickHouse(target.address(), target.user(), target.password(), PATIENCE))
                    .find(id);
        } catch (Problem e) {
            throw target.unusable(e);
        }
    }

    private static void print(EventStory story, PrintWriter out) {
        out.println(story.title());
        story.moments().forEach(moment -> out.printf("  %s  %s%n", moment.at(), moment.text()));
        story.standings().forEach(standing -> out.println("  " + standing.line()));
    }
}
