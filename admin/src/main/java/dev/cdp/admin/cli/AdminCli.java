package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/**
 * Entry point. Exit codes: 0 done, 1 failed with one line on stderr that says why, 2 wrong arguments.
 * Settings come from the environment, see the module's README.
 */
@Command(
        name = "cdp-admin",
        description = "Administers a customer data platform.",
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            TopicsCommand.class,
            DemoCommand.class,
            WhyCommand.class,
            UnlinkCommand.class,
            ReplayCommand.class,
            DoctorCommand.class
        })
public final class AdminCli {
    private final Map<String, String> environment;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log to stderr, with stack traces.")
    private boolean verbose;

    private AdminCli(Map<String, String> environment) {
        this.environment = environment;
    }

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** The command line with these settings in place of the process's environment. */
    public static CommandLine commandLine(Map<String, String> environment) {
        AdminCli root = new AdminCli(environment);
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(AdminCli::explainArguments)
                .setExecutionStrategy(root::execute)
                .setExecutionExceptionHandler(root::explain);
    }

    Map<String, String> environment() {
        return environment;
    }

    private int execute(ParseResult arguments) {
        if (verbose) {
            Logs.toStderr();
        } else if (!serves(arguments)) {
            Logs.off();
        }
        return new RunLast().execute(arguments);
    }

    private static boolean serves(ParseResult arguments) {
        return arguments.hasSubcommand() && arguments.subcommand().commandSpec().userObject() instanceof ServeCommand;
    }

    private static int explainArguments(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr()
                .printf(
                        "cdp-admin: %s (see %s --help)%n",
                        failure.getMessage(), command.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private int explain(Exception failure, CommandLine command, ParseResult arguments) {
        String reason = failure instanceof AdminException ? failure.getMessage() : OneLine.rootMessage(failure);
        command.getErr().println("cdp-admin: " + reason);
        if (verbose) {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
