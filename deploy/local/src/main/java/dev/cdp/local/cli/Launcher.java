package dev.cdp.local.cli;

import dev.cdp.local.Console;
import dev.cdp.local.SettingException;
import dev.cdp.local.Settings;
import dev.cdp.local.dist.Repository;
import dev.cdp.local.flink.FlinkException;
import dev.cdp.local.process.StartFailedException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The way in: one subcommand per Makefile target. */
@Command(name = "cdp-local", description = "Runs the embedded stack.", mixinStandardHelpOptions = true)
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        Console console = new Console(System.out);
        System.exit(run(arguments, console));
    }

    private static int run(String[] arguments, Console console) {
        try {
            return commandLine(System.getenv(), console).execute(arguments);
        } catch (SettingException e) {
            return explain(e, console);
        }
    }

    /** With an environment of the caller's choice, so that a test can run commands in its own JVM. */
    public static CommandLine commandLine(Map<String, String> environment, Console console) {
        Repository repository = Repository.find();
        Home home = Home.open(new Settings(environment, repository.resolve(".cdp")), repository, console);
        return new CommandLine(new Launcher())
                .addSubcommand(new UpCommand(home))
                .addSubcommand(new UpgradeCommand(home))
                .addSubcommand(new DownCommand(home))
                .addSubcommand(new ResetCommand(home))
                .addSubcommand(new StatusCommand(home))
                .addSubcommand(new LogsCommand(home))
                .addSubcommand(new TransactionsCommand(home))
                .addSubcommand(new SuperviseCommand(home))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> explain(failure, console));
    }

    /** What went wrong in words; a stack trace only for what nobody foresaw. */
    private static int explain(Exception failure, Console console) {
        if (failure instanceof StartFailedException
                || failure instanceof FlinkException
                || failure instanceof SettingException) {
            console.say("\n" + failure.getMessage());
        } else {
            console.say("\n" + failure);
            failure.printStackTrace();
        }
        return 1;
    }
}
