package dev.cdp.collector.journal;

/**
 * The records that were handed to Kafka, in the order of their positions, from the lowest one that
 * is not acknowledged on. Acknowledgements come in any order, since they come per partition; the
 * cursor is the position before which all came.
 */
final class InFlight {
    private static final byte SENT = 0;
    private static final byte ACKNOWLEDGED = 1;
    private static final byte QUARANTINED = 2;
    private static final byte LOST = 3;

    private final JournalListener listener;
    private final int maxRecords;
    private final long maxBytes;
    private final int mask;
    private final long[] positions;
    private final long[] times;
    private final int[] sizes;
    private final byte[] states;
    private long head;
    private long tail;
    private long bytes;
    private long cursor;
    private int generation;
    private long waitingSince;
    private long answers;

    /**
     * A record's place among them.
     *
     * @param generation tells those before a {@link #restart} from those after
     */
    record Ticket(long index, int generation) {}

    InFlight(JournalConfig config, JournalListener listener, long cursor) {
        this.listener = listener;
        this.maxRecords = config.memory().inFlightRecords();
        this.maxBytes = config.memory().inFlightBytes();
        this.cursor = cursor;
        int capacity = Integer.highestOneBit(maxRecords * 2 - 1);
        this.mask = capacity - 1;
        this.positions = new long[capacity];
        this.times = new long[capacity];
        this.sizes = new int[capacity];
        this.states = new byte[capacity];
    }

    /** Room for another record, of any size: one may pass the bound in bytes. */
    synchronized boolean hasRoom() {
        return tail - head < maxRecords && bytes < maxBytes;
    }

    synchronized Ticket add(long position, long time, int size) {
        return add(position, time, size, SENT);
    }

    private Ticket add(long position, long time, int size, byte state) {
        int slot = (int) tail & mask;
        positions[slot] = position;
        times[slot] = time;
        sizes[slot] = size;
        states[slot] = state;
        bytes += size;
        waitingSince = 0;
        return new Ticket(tail++, generation);
    }

    void acknowledged(Ticket ticket) {
        settle(ticket, ACKNOWLEDGED);
    }

    void quarantined(Ticket ticket) {
        settle(ticket, QUARANTINED);
    }

    /** No record up to this position can be read any more. */
    synchronized void lostUpTo(long position) {
        settle(add(position, 0, 0, SENT), LOST);
    }

    private synchronized void settle(Ticket ticket, byte state) {
        if (ticket.generation != generation || ticket.index < head) {
            return;
        }
        answers++;
        states[(int) ticket.index & mask] = state;
        if (ticket.index == head) {
            advance();
        }
    }

    private void advance() {
        long acknowledged = 0;
        long lost = 0;
        while (head < tail && states[(int) head & mask] != SENT) {
            int slot = (int) head++ & mask;
            bytes -= sizes[slot];
            lost += positions[slot] - cursor;
            cursor = positions[slot] + 1;
            switch (states[slot]) {
                case ACKNOWLEDGED -> acknowledged++;
                case QUARANTINED -> listener.quarantined();
                default -> lost++;
            }
        }
        if (acknowledged > 0) {
            listener.acknowledged(acknowledged);
        }
        if (lost > 0) {
            listener.lost(lost);
        }
    }

    /** How many answers have come, ever. */
    synchronized long answers() {
        return answers;
    }

    synchronized boolean isEmpty() {
        return head == tail;
    }

    /** Whether it is in flight since the last restart. */
    synchronized boolean isCurrent(Ticket ticket) {
        return ticket.generation == generation;
    }

    /** Forgets what is in flight and the answers that it may still get; it is sent again from the cursor. */
    synchronized long restart() {
        generation++;
        waitingSince = oldest();
        head = tail;
        bytes = 0;
        return cursor;
    }

    /**
     * Counts the records from this position on as not acknowledged, to be sent again after a {@link
     * #restart}.
     */
    synchronized void takeBack(long position) {
        restart();
        if (position < cursor) {
            listener.recovered(cursor - position);
            cursor = position;
        }
    }

    /** The lowest position that is not acknowledged. */
    synchronized long cursor() {
        return cursor;
    }

    /** Time of the append of the oldest record that was not acknowledged, epoch milliseconds; 0 when none is known. */
    synchronized long oldest() {
        return head < tail ? times[(int) head & mask] : waitingSince;
    }
}
