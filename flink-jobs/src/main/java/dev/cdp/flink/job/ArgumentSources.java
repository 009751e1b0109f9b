package dev.cdp.flink.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.ParameterTool;

/**
 * Where the jobs' arguments may be given: on the command line, else in the file of {@code --config}, else in the
 * environment of the process that runs main. That is the JobManager for a job submitted by the web interface or REST,
 * which in Flink 2.2 loses the program arguments of the former (FLINK-39310).
 */
final class ArgumentSources {
    private static final String CONFIG = "config";
    private static final String CONFIG_VARIABLE = "CDP_JOB_CONFIG";

    private final Map<String, String> commandLine;
    private final Map<String, String> file;
    private final String fileName;
    private final Map<String, String> environment;

    private ArgumentSources(
            Map<String, String> commandLine,
            Map<String, String> file,
            String fileName,
            Map<String, String> environment) {
        this.commandLine = commandLine;
        this.file = file;
        this.fileName = fileName;
        this.environment = environment;
    }

    /** @throws ArgumentException when the arguments are no pairs, or the file can't be read */
    static ArgumentSources of(String[] args, Map<String, String> environment) {
        Map<String, String> commandLine = pairs(args);
        String fileName = commandLine.getOrDefault(CONFIG, environment.getOrDefault(CONFIG_VARIABLE, ""));
        return new ArgumentSources(commandLine, fileName.isBlank() ? Map.of() : load(fileName), fileName, environment);
    }

    private static Map<String, String> pairs(String[] args) {
        try {
            return ParameterTool.fromArgs(args).toMap();
        } catch (IllegalArgumentException e) {
            throw new ArgumentException(
                    "The arguments '%s' are no pairs of --name value".formatted(String.join(" ", args)));
        }
    }

    private static Map<String, String> load(String fileName) {
        Path path = new Path(fileName);
        Properties properties = new Properties();
        try (InputStream in = path.getFileSystem().open(path);
                Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new ArgumentException(("--config is '%s', which can't be read where the job is submitted (for the web"
                            + " interface and REST that is the JobManager): %s")
                    .formatted(fileName, e.getMessage()));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** Whether a flag, which takes no value, is on the command line. */
    boolean has(String flag) {
        String value = commandLine.get(flag);
        return value != null && !value.equals("false");
    }

    /** The value from the first source that has the argument, or its default. */
    <T> T read(Argument<T> argument) {
        String name = argument.name();
        if (commandLine.containsKey(name)) {
            return argument.read(commandLine.get(name), "given on the command line");
        }
        if (file.containsKey(name)) {
            return argument.read(file.get(name), "given in " + fileName);
        }
        String variable = environment.getOrDefault(argument.variable(), "");
        if (!variable.isBlank()) {
            return argument.read(variable, "given by the environment variable " + argument.variable());
        }
        return argument.read(argument.otherwise(), "the default");
    }

    /**
     * Refuses what nobody would read, which is mostly a typing error.
     *
     * @param names of the arguments
     * @param flags that stand on the command line only, as each submission has to mean them
     */
    void refuseUnknown(Collection<String> names, Set<String> flags) {
        Set<String> known = new TreeSet<>(names);
        known.add(CONFIG);
        refuseUnknown(file, known, "in " + fileName);
        known.addAll(flags);
        refuseUnknown(commandLine, known, "on the command line");
    }

    private static void refuseUnknown(Map<String, String> given, Set<String> known, String source) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new ArgumentException("Unknown arguments %s %s; there are %s, and --help explains them"
                    .formatted(unknown, source, known));
        }
    }
}
