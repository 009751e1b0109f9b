package dev.cdp.admin.cli;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.doctor.Canary;
import dev.cdp.admin.doctor.Diagnosis;
import dev.cdp.admin.doctor.Doctor;
import dev.cdp.admin.doctor.Places;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Needs no part to be up, not even the admin service. */
@Command(
        name = "doctor",
        description = "Looks at every part, sends a canary through every stage, and names what is broken.")
final class DoctorCommand implements Runnable {
    @ParentCommand
    private AdminCli root;

    @Spec
    private CommandSpec spec;

    @Option(names = "--no-canary", description = "Send no event.")
    private boolean noCanary;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Places places = Places.of(root.environment());
        List<Diagnosis> all = new Doctor(places).examine();
        all.forEach(one ->
                print(out, one.state().name().toLowerCase(Locale.ROOT), one.name(), one.message(), one.advice()));
        List<String> broken = new java.util.ArrayList<>(
                all.stream().filter(one -> !one.isUp()).map(Diagnosis::name).toList());
        if (!noCanary && !places.canaryWriteKey().isEmpty()) {
            new Canary(places).fly().stages().forEach(stage -> {
                print(out, stage.state(), "canary " + stage.name(), stage.message(), stage.advice());
                if (stage.state().equals("failed")) {
                    broken.add("canary " + stage.name());
                }
            });
        }
        out.flush();
        if (!broken.isEmpty()) {
            throw new AdminException("broken: " + String.join(", ", broken));
        }
    }

    private static void print(PrintWriter out, String state, String name, String message, String advice) {
        out.printf("%-9s %-28s %s%n", state, name, message);
        if (!advice.isEmpty()) {
            out.printf("%-9s %-28s -> %s%n", "", "", advice);
        }
    }
}
