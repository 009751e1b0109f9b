package dev.cdp.collector.journal;

import dev.cdp.collector.journal.JournalException.Reason;
import dev.cdp.contract.Origin;
import java.util.ArrayList;
import java.util.List;

/** Gives events their sequences and encodes them. An append that fails here takes none. */
final class Encoder {
    private final Identity identity;
    private final int maxRecordBytes;
    private long nextSequence;

    Encoder(Identity identity, int maxRecordBytes) {
        this.identity = identity;
        this.maxRecordBytes = maxRecordBytes;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** Gives the sequences from this one on again: nobody has seen them. */
    void takeBack(long sequence) {
        nextSequence = sequence;
    }

    /**
     * Encodes all entries of an append.
     *
     * @throws JournalException when one of them can't be, or is too large
     */
    List<JournalRecord> encode(Append append) {
        long before = nextSequence;
        List<JournalRecord> records = new ArrayList<>(append.entries().size());
        try {
            for (JournalEntry entry : append.entries()) {
                JournalRecord record = encode(entry);
                requireSize(record);
                records.add(record);
            }
            return records;
        } catch (JournalException e) {
            takeBack(before);
            throw e;
        } catch (RuntimeException e) {
            takeBack(before);
            throw new JournalException(Reason.ENCODING_FAILED, "an event could not be encoded", e);
        }
    }

    private JournalRecord encode(JournalEntry entry) {
        if (entry instanceof JournalEntry.Plain plain) {
            return plain.record();
        }
        Origin origin = new Origin(identity.instance(), identity.epoch(), nextSequence++);
        return ((JournalEntry.Event) entry).encode().apply(origin);
    }

    private void requireSize(JournalRecord record) {
        long bytes = RecordCodec.maxBytes(record);
        if (bytes > maxRecordBytes) {
            throw new JournalException(
                    Reason.RECORD_TOO_LARGE,
                    "a record of " + bytes + " bytes; at most " + maxRecordBytes + " are allowed");
        }
    }
}
