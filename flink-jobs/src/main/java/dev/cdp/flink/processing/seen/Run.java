package dev.cdp.flink.processing.seen;

import java.nio.ByteBuffer;

/**
 * Ids that are written and don't change any more, cut into blocks by their first bits. Of it the heap holds this, the
 * state the same and the blocks.
 *
 * @param number its name among the runs of its group
 * @param level how often it was merged
 * @param bits of an id that tell its block
 * @param newest the latest time of its ids, epoch milliseconds
 */
record Run(int number, int level, int bits, int ids, long newest, IdFilter filter) {
    /** About so many ids a block: one that is looked for is found by reading some kilobytes. */
    static final int IDS_PER_BLOCK = 128;

    private static final int MOST_BITS = 16;
    private static final byte FORMAT = 1;
    private static final int HEAD = 3 + Integer.BYTES + Long.BYTES;

    /** How many bits cut so many ids into blocks. */
    static int bitsFor(int ids) {
        int blocks = (ids + IDS_PER_BLOCK - 1) / IDS_PER_BLOCK;
        return blocks <= 1 ? 0 : Math.min(MOST_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(blocks - 1));
    }

    int blocks() {
        return 1 << bits;
    }

    int blockOf(long high) {
        return blockOf(high, bits);
    }

    static int blockOf(long high, int bits) {
        return bits == 0 ? 0 : (int) (high >>> Long.SIZE - bits);
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + filter.bytes())
                .put(FORMAT)
                .put((byte) level)
                .put((byte) bits)
                .putInt(ids)
                .putLong(newest);
        filter.write(bytes);
        return bytes.array();
    }

    static Run read(int number, byte[] bytes) {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        byte format = source.get();
        if (format != FORMAT) {
            throw new IllegalStateException("runs of seen ids of format " + format + " are not known here");
        }
        return new Run(number, source.get(), source.get(), source.getInt(), source.getLong(), IdFilter.read(source));
    }
}
