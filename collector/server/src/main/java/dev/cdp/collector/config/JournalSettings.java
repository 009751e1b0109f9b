package dev.cdp.collector.config;

import dev.cdp.collector.journal.FsyncPolicy;
import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The journal: what a 200 rests on.
 *
 * @param dir of this collector alone, on a disk of this machine; made when absent
 * @param fsync never, interval or always: what an answered event survives of a power loss
 * @param fsyncInterval for interval
 * @param limitMb MiB of segments at which events are refused, Kafka having taken none of them
 * @param segmentMb MiB at which a new segment is begun
 * @param grace how long a segment stays after Kafka acknowledged all of it
 * @param queueMb MiB of events that wait for the disk; more are refused
 * @param tailMb MiB of written events kept for Kafka in memory; beyond that they are read from the disk
 * @param inFlightMb MiB sent to Kafka and not acknowledged
 */
@ConfigurationProperties("cdp.journal")
public record JournalSettings(
        Path dir,
        FsyncPolicy fsync,
        Duration fsyncInterval,
        long limitMb,
        long segmentMb,
        Duration grace,
        long queueMb,
        long tailMb,
        long inFlightMb) {}
