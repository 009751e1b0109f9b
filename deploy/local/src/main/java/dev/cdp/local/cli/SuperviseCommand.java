package dev.cdp.local.cli;

import dev.cdp.local.process.Supervisor;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "supervise", hidden = true, description = "Starts again what dies, until it is stopped.")
final class SuperviseCommand implements Callable<Integer> {
    private final Home home;

    SuperviseCommand(Home home) {
        this.home = home;
    }

    @Override
    public Integer call() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(home.starter()::stopSpawning, "stop-spawning"));
        Supervisor supervisor = new Supervisor(home.table(), home.starter(), SuperviseCommand::log);
        supervisor.watch(home.stack().components());
        return 0;
    }

    private static void log(String message) {
        System.out.println(LocalDateTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + message);
    }
}
