package dev.cdp.contract;

/**
 * Where and as the how-manieth a record was accepted. Given once, when the record is appended: a
 * repeat has the same, and a gap in the sequences of one epoch is a loss.
 *
 * @param instance the collector's stable name
 * @param epoch grows with each start of that collector
 * @param sequence counts the records of that epoch from 0
 */
public record Origin(String instance, long epoch, long sequence) {}
