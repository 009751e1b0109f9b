package dev.cdp.flink.processing.seen;

import java.util.Arrays;

/**
 * Ids of 16 bytes and a value for each, in one array: open addressing, at most half full. The ids are pieces of a
 * cryptographic hash, so that their own bits tell where they lie. A value of 0 is none.
 */
final class IdTable {
    private static final int LEAST_SLOTS = 16;
    private static final int FIELDS = 3;

    private long[] slots = new long[LEAST_SLOTS * FIELDS];
    private int mask = LEAST_SLOTS - 1;
    private int size;

    /** What is done with each entry. */
    interface Visitor {
        void visit(long high, long low, long value);
    }

    int size() {
        return size;
    }

    /** 0 when it is not there. */
    long get(long high, long low) {
        return slots[slotOf(high, low) + 2];
    }

    /** In place of the value that it had. */
    void put(long high, long low, long value) {
        int slot = slotOf(high, low);
        if (slots[slot + 2] == 0) {
            if (2 * (size + 1) > mask + 1) {
                grow();
                slot = slotOf(high, low);
            }
            slots[slot] = high;
            slots[slot + 1] = low;
            size++;
        }
        slots[slot + 2] = value;
    }

    void forEach(Visitor visitor) {
        for (int slot = 0; slot < slots.length; slot += FIELDS) {
            if (slots[slot + 2] != 0) {
                visitor.visit(slots[slot], slots[slot + 1], slots[slot + 2]);
            }
        }
    }

    /** Keeps the room that it has. */
    void clear() {
        Arrays.fill(slots, 0);
        size = 0;
    }

    /** Where it is, or where it would be. */
    private int slotOf(long high, long low) {
        int slot = (int) low & mask;
        while (true) {
            int at = slot * FIELDS;
            if (slots[at + 2] == 0 || slots[at] == high && slots[at + 1] == low) {
                return at;
            }
            slot = slot + 1 & mask;
        }
    }

    private void grow() {
        long[] full = slots;
        mask = 2 * mask + 1;
        slots = new long[(mask + 1) * FIELDS];
        for (int old = 0; old < full.length; old += FIELDS) {
            if (full[old + 2] != 0) {
                System.arraycopy(full, old, slots, slotOf(full[old], full[old + 1]), FIELDS);
            }
        }
    }
}
