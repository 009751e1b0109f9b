package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.ledger.EventStories;
import dev.cdp.admin.ledger.EventStory;
import dev.cdp.admin.migrate.Database;
import dev.cdp.admin.migrate.DatabaseTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "why", description = "Tells what became of events, from their acceptance to each destination.")
final class WhyCommand implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Message ids, or event ids.")
    private List<String> ids = List.of();

    @Option(
            names = "--ids",
            paramLabel = "FILE",
            description = "A file of further ids, one a line; - is standard input.")
    private Path file;

    @Option(
            names = "--json",
            description =
                    "One line of JSON for each id: the id, and the events that have it, none if nothing is known.")
    private boolean json;

    @Override
    public void run() {
        List<String> asked = asked();
        if (asked.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'ID', or --ids=FILE");
        }
        DatabaseTarget target = DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, root.environment());
        EventStories stories =
                new EventStories(new ClickHouse(target.address(), target.user(), target.password(), PATIENCE));
        List<String> unknown = new ArrayList<>();
        for (String id : asked) {
            List<EventStory> found = find(stories, id, target);
            if (found.isEmpty()) {
                unknown.add(id);
            }
            print(id, found);
        }
        if (!unknown.isEmpty()) {
            String more = unknown.size() == 1 ? "" : " and of " + (unknown.size() - 1) + " more";
            throw new AdminException("nothing is known of '" + unknown.get(0) + "'" + more
                    + ": it was never accepted, is older than the archive, or has not reached it yet (a second or two"
                    + " as a rule)");
        }
    }

    private List<String> asked() {
        List<String> asked = new ArrayList<>(ids);
        try {
            if (file != null && file.toString().equals("-")) {
                new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(asked::add);
            } else if (file != null) {
                asked.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new AdminException("the ids can't be read: " + e, e);
        }
        asked.removeIf(String::isBlank);
        return asked;
    }

    private static List<EventStory> find(EventStories stories, String id, DatabaseTarget target) {
        try {
            return stories.find(id);
        } catch (Problem e) {
            throw target.unusable(e);
        }
    }

    private void print(String id, List<EventStory> stories) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StoryJson.line(id, stories));
        } else {
            stories.forEach(story -> print(story, out));
        }
        out.flush();
    }

    private static void print(EventStory story, PrintWriter out) {
        out.println(story.title());
        story.moments().forEach(moment -> out.printf("  %s  %s%n", moment.at(), moment.text()));
        story.standings().forEach(standing -> out.println("  " + standing.line()));
    }
}
