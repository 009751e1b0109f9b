package dev.cdp.local;

import dev.cdp.local.component.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What can be set, all by environment variables; README.md lists them. */
public record Settings(Map<String, String> environment, Path defaultHome) {
    public Settings {
        environment = Map.copyOf(environment);
    }

    /** The directory of all state: data, logs, run files. */
    public Path home() {
        String home = text("CDP_HOME", "");
        return (home.isEmpty() ? defaultHome : Path.of(home)).toAbsolutePath().normalize();
    }

    public Path data() {
        return home().resolve("data");
    }

    public Path logs() {
        return home().resolve("logs");
    }

    public Path run() {
        return home().resolve("run");
    }

    public Path lib() {
        return home().resolve("lib");
    }

    public Path envFile() {
        return home().resolve("env");
    }

    public Port port(String variable, int otherwise) {
        int number = integer(variable, otherwise);
        if (number < 1 || number > 65_535) {
            throw new SettingException(variable + " is " + number + "; a port is between 1 and 65535");
        }
        return new Port(variable, number);
    }

    public int integer(String variable, int otherwise) {
        String value = text(variable, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new SettingException(variable + " is '" + value + "'; it must be a whole number", e);
        }
    }

    /** An empty variable counts as one that is not set. */
    public String text(String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    public Duration millis(String variable, int otherwise) {
        return Duration.ofMillis(integer(variable, otherwise));
    }

    /** Names of the components to run; empty for all. */
    public List<String> components() {
        String names = text("CDP_COMPONENTS", "");
        return names.isEmpty() ? List.of() : List.of(names.split("\\s*,\\s*"));
    }

    /** Whether the jobs are submitted, which is without them also the end of what can be waited for. */
    public boolean submitsJobs() {
        String jobs = text("CDP_JOBS", "all");
        return switch (jobs) {
            case "all" -> true;
            case "none" -> false;
            default -> throw new SettingException("CDP_JOBS is '" + jobs + "'; it can be all or none");
        };
    }
}
