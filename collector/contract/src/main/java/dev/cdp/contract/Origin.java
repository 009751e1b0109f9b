package dev.cdp.contract;

/**
 * Where and as the how-manieth a record was accepted. Given once, when the record is appended: a
 * repeat has the same, and a gap in the sequences of one epoch is a loss.
 *
 * @param instance the collector's stable name
 * @param epoch grows with each start of that collector
 * @param sequence counts the records of that epoch from 0
 */
public record Origin(String instance, long epoch, long sequence) {
    /**
     * Stands for the instance of an event that a collector had rejected and that was accepted as a replay: the epoch is
     * then the replay's time and the sequence its number among those of that time. A replay of an accepted event keeps
     * the event's origin.
     */
    public static final String REPLAY = "replay";
}
