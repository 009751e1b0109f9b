package dev.cdp.flink.processing.seen;

import java.nio.ByteBuffer;

/**
 * Says of an id that it is not among those that were added, or that it may be: a Bloom filter in lines of 64 bytes, one
 * of which an id has all its bits in. Of ids that were not added, about one in a hundred passes.
 */
final class IdFilter {
    private static final int BITS_PER_ID = 12;
    private static final int BITS_OF_ID = 6;
    private static final int LINE_WORDS = 8;
    private static final int LINE_BITS = LINE_WORDS * Long.SIZE;

    private final long[] words;

    private IdFilter(long[] words) {
        this.words = words;
    }

    /** An empty one, for so many. */
    static IdFilter of(int ids) {
        int lines = (int) Math.max(1, ((long) ids * BITS_PER_ID + LINE_BITS - 1) / LINE_BITS);
        return new IdFilter(new long[lines * LINE_WORDS]);
    }

    /** Reads what {@link #write} wrote, to the end of the buffer. */
    static IdFilter read(ByteBuffer source) {
        long[] words = new long[source.remaining() / Long.BYTES];
        source.asLongBuffer().get(words);
        return new IdFilter(words);
    }

    int bytes() {
        return words.length * Long.BYTES;
    }

    void write(ByteBuffer target) {
        for (long word : words) {
            target.putLong(word);
        }
    }

    void add(long high, long low) {
        int line = lineOf(high);
        long rest = low;
        for (int i = 0; i < BITS_OF_ID; i++) {
            words[line + ((int) rest & LINE_BITS - 1) / Long.SIZE] |= 1L << rest;
            rest >>>= 9;
        }
    }

    boolean mayHold(long high, long low) {
        int line = lineOf(high);
        long rest = low;
        for (int i = 0; i < BITS_OF_ID; i++) {
            if ((words[line + ((int) rest & LINE_BITS - 1) / Long.SIZE] & 1L << rest) == 0) {
                return false;
            }
            rest >>>= 9;
        }
        return true;
    }

    /** The upper half as a fraction of all lines. */
    private int lineOf(long high) {
        return (int) ((high >>> Integer.SIZE) * (words.length / LINE_WORDS) >>> Integer.SIZE) * LINE_WORDS;
    }
}
