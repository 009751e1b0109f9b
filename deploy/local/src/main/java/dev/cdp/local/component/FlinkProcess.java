package dev.cdp.local.component;

import dev.cdp.local.dist.Directories;
import dev.cdp.local.dist.Distributions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What JobManager and TaskManager have in common: how Flink's start scripts would start them.
 *
 * @param metrics where Prometheus reads it
 * @param environment added to Flink's own
 * @param extraFlags of the JVM
 */
record FlinkProcess(
        Places places,
        FlinkConfig config,
        String name,
        Port metrics,
        Map<String, String> environment,
        List<String> extraFlags) {
    private static final String RESULT_PREFIX = "BASH_JAVA_UTILS_EXEC_RESULT:";

    /**
     * @param resourceCommand of Flink's BashJavaUtils; it turns the configured process size into JVM flags and into
     *     the settings that the process requires
     */
    Launch launch(String mainClass, String resourceCommand) throws IOException {
        Path directory = config.writeFor(name, metrics);
        Path temporary = Files.createDirectories(config.temporary(name));
        for (String needed : List.of("ha", "checkpoints", "savepoints", "upload")) {
            Files.createDirectories(config.data().resolve(needed));
        }
        String classPath = places.distributions().classPath("flink");
        // The reporter of its metrics is in the launcher's jar.
        String reporter =
                JarCopy.of(CodeLocation.of(FlinkProcess.class), places.lib()).toString();
        List<String> resources = resources(classPath, resourceCommand, directory);

        List<String> flags = new ArrayList<>(List.of(resources.get(0).split(" ")));
        flags.addAll(FlinkConfig.JVM_FLAGS);
        flags.addAll(extraFlags);
        flags.add("-Djava.io.tmpdir=" + temporary);
        flags.add(Log4j.flag(directory));
        List<String> main = new ArrayList<>(List.of(mainClass, "--configDir", directory.toString()));
        main.addAll(List.of(resources.get(1).split(" ")));
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("FLINK_CONF_DIR", directory.toString());
        return new Launch(
                Distributions.javaCommand(flags, classPath + File.pathSeparator + reporter, main),
                variables,
                config.data(),
                List.of(directory.resolve("config.yaml")));
    }

    /** A killed process leaves its temporary files; nobody reads them again. */
    void clearTemporary() throws IOException {
        Directories.delete(config.temporary(name));
    }

    private static List<String> resources(String classPath, String command, Path directory) throws IOException {
        String output = Commands.run(Distributions.javaCommand(
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                classPath,
                List.of(
                        "org.apache.flink.runtime.util.bash.BashJavaUtils",
                        command,
                        "--configDir",
                        directory.toString())));
        List<String> results = output.lines()
                .filter(line -> line.startsWith(RESULT_PREFIX))
                .map(line -> line.substring(RESULT_PREFIX.length()))
                .toList();
        if (results.size() != 2) {
            throw new IOException("Flink did not work out its memory:\n" + output);
        }
        return results;
    }
}
