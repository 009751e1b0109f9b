package dev.cdp.collector.journal;

import java.time.Duration;
import java.util.Optional;

/**
 * How the journal stands.
 *
 * @param refusing why appends are refused at the moment, if they are
 * @param depth records not acknowledged by Kafka
 * @param synced the position before which everything is on the disk, whatever happens to the power
 * @param unsynced records behind it: what a power loss may take
 * @param bytes of all segments, those in their grace period included
 * @param oldest age of the oldest record not acknowledged, zero when there is none
 * @param replaying whether records go to Kafka from the disk, being too many for memory
 */
public record JournalStatus(
        Optional<JournalException> refusing,
        long depth,
        long synced,
        long unsynced,
        long bytes,
        Duration oldest,
        boolean replaying) {}
