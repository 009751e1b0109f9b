package dev.cdp.local.cli;

import dev.cdp.local.component.JarCopy;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.process.LogFile;
import dev.cdp.local.process.ProcessRecord;
import dev.cdp.local.process.RunningProcess;
import dev.cdp.local.process.Starter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The detached process that runs {@link SuperviseCommand}. */
record SupervisorProcess(Home home) {
    static final String NAME = "supervisor";

    /** Its components go on without it. */
    void stop() throws IOException {
        Optional<ProcessRecord> running = home.table().findAlive(NAME);
        if (running.isPresent()) {
            RunningProcess process = running.get().process();
            process.signal("TERM");
            if (!Starter.awaitEnd(process, Duration.ofSeconds(5))) {
                process.signal("KILL");
                Starter.awaitEnd(process, Duration.ofSeconds(5));
            }
        }
        home.table().remove(NAME);
    }

    void start() throws IOException {
        LogFile log = home.starter().log(NAME);
        Files.createDirectories(log.path().getParent());
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Distributions.javaCommand(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dslf4j.internal.verbosity=ERROR"),
                classPath(),
                List.of(Launcher.class.getName(), "supervise")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.repository().root().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(home.settings().environment());
        Process process = builder.start();
        long ticks = RunningProcess.of(process.pid())
                .orElseThrow(() -> new IOException("the supervisor ended at once; see " + log.path()))
                .startTicks();
        home.table()
                .put(new ProcessRecord(
                        NAME,
                        process.pid(),
                        ticks,
                        System.currentTimeMillis(),
                        List.of(),
                        0,
                        log.path().toString(),
                        ""));
    }

    /** This program's own, with its jar copied: it loads classes long after the next build has replaced them. */
    private String classPath() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean built = entry.endsWith(".jar")
                    && path.toAbsolutePath().startsWith(home.repository().root());
            entries.add(
                    built
                            ? JarCopy.of(path, home.settings().lib()).toString()
                            : path.toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
