package dev.cdp.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the logs' last lines.")
final class LogsCommand implements Callable<Integer> {
    private final Home home;

    @Parameters(arity = "0..*", paramLabel = "COMPONENT", description = "All when none is named.")
    private List<String> components = List.of();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as they grow, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "20",
            description = "Lines of each. Default: ${DEFAULT-VALUE}.")
    private int lines;

    LogsCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> files = files();
        if (files.isEmpty()) {
            home.console().say("There are no logs in " + home.settings().logs());
            return 1;
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        command.addAll(files);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private List<String> files() throws IOException {
        if (!Files.isDirectory(home.settings().logs())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(home.settings().logs())) {
            return all.filter(path -> path.toString().endsWith(".log"))
                    .filter(path -> components.isEmpty()
                            || components.contains(path.getFileName().toString().replace(".log", "")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
