package dev.cdp.collector.journal;

import dev.cdp.contract.Origin;
import java.util.function.Function;

/** What can be appended. */
public sealed interface JournalEntry {

    /** About how many bytes it holds in memory: what the bound of the queue is counted in. */
    int sizeHint();

    /**
     * An event: takes the next sequence of the epoch, and is encoded with it.
     *
     * @param encode called once, by the journal's writer
     */
    record Event(int sizeHint, Function<Origin, JournalRecord> encode) implements JournalEntry {}

    /** Anything else, a dead letter say: it takes no sequence, so that it leaves no gap among the events. */
    record Plain(JournalRecord record) implements JournalEntry {
        @Override
        public int sizeHint() {
            return record.approximateBytes();
        }
    }
}
