package dev.cdp.local.flink;

import dev.cdp.local.component.FlinkConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the state of jobs lies.
 *
 * @param submissions what was submitted by this launcher
 * @param checkpoints the cluster's; empty where they can't be read from here
 * @param savepoints to make them in; empty: the cluster's own folder
 */
public record JobPlaces(Path submissions, Optional<Path> checkpoints, Optional<Path> savepoints) {
    /** Of the embedded stack. */
    public static JobPlaces of(FlinkConfig config) {
        return new JobPlaces(
                config.data().resolve("submissions"),
                Optional.of(config.checkpoints()),
                Optional.of(config.savepoints()));
    }

    /** Of a cluster that is elsewhere: it keeps its savepoints where it is told to. */
    public static JobPlaces elsewhere(Path submissions) {
        return new JobPlaces(submissions, Optional.empty(), Optional.empty());
    }
}
