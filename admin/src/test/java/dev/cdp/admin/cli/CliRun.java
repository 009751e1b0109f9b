package dev.cdp.admin.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What one call of the command line gave. */
record CliRun(int exitCode, String out, String err) {
    /** @param arguments separated by blanks */
    static CliRun of(Map<String, String> environment, String arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = AdminCli.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        return new CliRun(exitCode, out.toString(), err.toString());
    }
}
