package dev.cdp.collector.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a journal; {@link #in} gives the defaults.
 *
 * @param directory of this collector alone; created when absent
 * @param instance the collector's stable name; without one the journal makes one up and keeps it
 */
public record JournalConfig(
        Path directory, Optional<String> instance, Sync sync, Disk disk, Memory memory, Times times) {
    private static final int MIB = 1024 * 1024;

    /**
     * What an answered append survives.
     *
     * @param interval for {@link FsyncPolicy#INTERVAL}
     */
    public record Sync(FsyncPolicy policy, Duration interval) {}

    /**
     * What is kept on the disk.
     *
     * @param segmentBytes size at which a new segment file is begun
     * @param maxBytes size of all segments at which appends are refused
     * @param maxRecordBytes longest record, encoded; a longer one fails its append
     * @param trimGrace how long a segment stays after Kafka acknowledged all of it
     */
    public record Disk(long segmentBytes, long maxBytes, int maxRecordBytes, Duration trimGrace) {
        public Disk {
            require(segmentBytes > SegmentHeader.BYTES, "segmentBytes", Long.MAX_VALUE);
            require(maxBytes >= 2 * segmentBytes, "maxBytes (twice segmentBytes at least)", Long.MAX_VALUE);
            require(maxRecordBytes > 0 && maxRecordBytes <= Frame.MAX_PAYLOAD, "maxRecordBytes", Frame.MAX_PAYLOAD);
        }
    }

    /**
     * What is kept in memory.
     *
     * @param queueBytes appends waiting to be written; more are refused at once
     * @param tailBytes written records kept for Kafka; beyond that they are read from the disk
     * @param inFlightRecords records sent and not acknowledged
     * @param inFlightBytes the same in bytes
     */
    public record Memory(long queueBytes, long tailBytes, int inFlightRecords, long inFlightBytes) {
        public Memory {
            require(inFlightRecords > 0 && inFlightRecords <= 1 << 24, "inFlightRecords", 1 << 24);
        }
    }

    /**
     * How often things are done.
     *
     * @param cursor the place up to which Kafka acknowledged is written down
     * @param retry a failed disk or a failed producer is tried again
     * @param silence after so long without any answer a producer counts as failed
     */
    public record Times(Duration cursor, Duration retry, Duration silence) {}

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
                new Sync(FsyncPolicy.INTERVAL, Duration.ofMillis(200)),
                new Disk(128L * MIB, 10L * 1024 * MIB, 16 * MIB, Duration.ofMinutes(5)),
                new Memory(64L * MIB, 64L * MIB, 100_000, 32L * MIB),
                new Times(Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMinutes(2)));
    }

    public JournalConfig withInstance(String name) {
        return new JournalConfig(directory, Optional.of(name), sync, disk, memory, times);
    }

    public JournalConfig withFsync(FsyncPolicy policy, Duration interval) {
        return new JournalConfig(directory, instance, new Sync(policy, interval), disk, memory, times);
    }

    public JournalConfig withDisk(long segment, long max, Duration grace) {
        return with(new Disk(segment, max, disk.maxRecordBytes(), grace));
    }

    public JournalConfig withMaxRecordBytes(int max) {
        return with(new Disk(disk.segmentBytes(), disk.maxBytes(), max, disk.trimGrace()));
    }

    private JournalConfig with(Disk other) {
        return new JournalConfig(directory, instance, sync, other, memory, times);
    }

    public JournalConfig withMemory(long queue, long tail, int sentRecords, long sentBytes) {
        Memory other = new Memory(queue, tail, sentRecords, sentBytes);
        return new JournalConfig(directory, instance, sync, disk, other, times);
    }

    public JournalConfig withTimes(Duration cursor, Duration retry) {
        return new JournalConfig(directory, instance, sync, disk, memory, new Times(cursor, retry, times.silence()));
    }

    public JournalConfig withSilence(Duration longest) {
        return new JournalConfig(
                directory, instance, sync, disk, memory, new Times(times.cursor(), times.retry(), longest));
    }
}
