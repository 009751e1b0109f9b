package dev.cdp.bench.collector;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How long and how much.
 *
 * @param round of one load on one server
 * @param rounds each of both sides, in turns
 * @param warmUp of each load on each server, before anything counts
 * @param memoryEvents after which memory is looked at again; 0 leaves that row out
 * @param profile whether to say where time and memory go
 * @param home directory for data, logs and recordings
 */
public record CollectorOptions(
        Duration round, int rounds, Duration warmUp, int connections, long memoryEvents, boolean profile, Path home) {}
