package dev.cdp.collector.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a journal; {@link #in} gives the defaults.
 *
 * @param directory of this collector alone; created when absent
 * @param instance the collector's stable name; without one the journal makes one up and keeps it
 * @param fsync what an answered append survives
 * @param fsyncInterval for {@link FsyncPolicy#INTERVAL}
 * @param segmentBytes size at which a new segment file is begun
 * @param maxBytes size of all segments at which appends are refused
 * @param maxRecordBytes longest record, encoded; a longer one fails its append
 * @param queueBytes appends waiting to be written; more are refused at once
 * @param tailBytes written records kept in memory for Kafka; beyond that they are read from the disk
 * @param inFlightRecords records sent and not acknowledged
 * @param inFlightBytes the same in bytes
 * @param trimGrace how long a segment stays after Kafka acknowledged all of it
 * @param cursorInterval how often the place up to which Kafka acknowledged is written down
 * @param retryInterval pause before a failed disk or a failed producer is tried again
 */
public record JournalConfig(
        Path directory,
        Optional<String> instance,
        FsyncPolicy fsync,
        Duration fsyncInterval,
        long segmentBytes,
        long maxBytes,
        int maxRecordBytes,
        long queueBytes,
        long tailBytes,
        int inFlightRecords,
        long inFlightBytes,
        Duration trimGrace,
        Duration cursorInterval,
        Duration retryInterval) {

    private static final int MIB = 1024 * 1024;

    public JournalConfig {
        require(maxRecordBytes > 0 && maxRecordBytes <= Frame.MAX_PAYLOAD, "maxRecordBytes", Frame.MAX_PAYLOAD);
        require(inFlightRecords > 0 && inFlightRecords <= 1 << 24, "inFlightRecords", 1 << 24);
        require(segmentBytes > SegmentHeader.BYTES, "segmentBytes", Long.MAX_VALUE);
        require(maxBytes >= 2 * segmentBytes, "maxBytes (twice segmentBytes at least)", Long.MAX_VALUE);
    }

    private static void require(boolean holds, String name, long max) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range (at most " + max + ")");
        }
    }

    /** The defaults, sized for a collector with a heap of 512 MB. */
    public static JournalConfig in(Path directory) {
        return new JournalConfig(
                directory,
                Optional.empty(),
                FsyncPolicy.INTERVAL,
                Duration.ofMillis(200),
                128L * MIB,
                10L * 1024 * MIB,
                16 * MIB,
                64L * MIB,
                64L * MIB,
                100_000,
                32L * MIB,
                Duration.ofMinutes(5),
                Duration.ofMillis(200),
                Duration.ofMillis(500));
    }

    public JournalConfig withInstance(String name) {
        return new JournalConfig(
                directory,
                Optional.of(name),
                fsync,
                fsyncInterval,
                segmentBytes,
                maxBytes,
                maxRecordBytes,
                queueBytes,
                tailBytes,
                inFlightRecords,
                inFlightBytes,
                trimGrace,
                cursorInterval,
                retryInterval);
    }

    public JournalConfig withFsync(FsyncPolicy policy, Duration interval) {
        return new JournalConfig(
                directory,
                instance,
                policy,
                interval,
                segmentBytes,
                maxBytes,
                maxRecordBytes,
                queueBytes,
                tailBytes,
                inFlightRecords,
                inFlightBytes,
                trimGrace,
                cursorInterval,
                retryInterval);
    }

    public JournalConfig withDisk(long segment, long max, Duration grace) {
        return new JournalConfig(
                directory,
                instance,
                fsync,
                fsyncInterval,
                segment,
                max,
                maxRecordBytes,
                queueBytes,
                tailBytes,
                inFlightRecords,
                inFlightBytes,
                grace,
                cursorInterval,
                retryInterval);
    }

    public JournalConfig withMaxRecordBytes(int max) {
        return new JournalConfig(
                directory,
                instance,
                fsync,
                fsyncInterval,
                segmentBytes,
                maxBytes,
                max,
                queueBytes,
                tailBytes,
                inFlightRecords,
                inFlightBytes,
                trimGrace,
                cursorInterval,
                retryInterval);
    }

    public JournalConfig withMemory(long queue, long tail, int sentRecords, long sentBytes) {
        return new JournalConfig(
                directory,
                instance,
                fsync,
                fsyncInterval,
                segmentBytes,
                maxBytes,
                maxRecordBytes,
                queue,
                tail,
                sentRecords,
                sentBytes,
                trimGrace,
                cursorInterval,
                retryInterval);
    }

    public JournalConfig withTimes(Duration cursor, Duration retry) {
        return new JournalConfig(
                directory,
                instance,
                fsync,
                fsyncInterval,
                segmentBytes,
                maxBytes,
                maxRecordBytes,
                queueBytes,
                tailBytes,
                inFlightRecords,
                inFlightBytes,
                trimGrace,
                cursor,
                retry);
    }
}
