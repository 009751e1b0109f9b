package dev.cdp.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for what a JSON text has to escape, eight bytes at a time. */
final class PlainText {
    /** Characters from which on this is quicker than one at a time. */
    static final int WORTHWHILE = 12;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;

    private PlainText() {}

    /**
     * Whether a text can stand in quotes as it is. May say no of one that can.
     *
     * @param utf8 the text's bytes, in which a half of a surrogate pair is a question mark
     * @param characters of the text: as many as bytes, when all are ASCII
     */
    static boolean is(byte[] utf8, int characters) {
        if (utf8.length != characters || characters < Long.BYTES) {
            return false;
        }
        long found = 0;
        for (int at = 0; at + Long.BYTES < characters; at += Long.BYTES) {
            found |= marks((long) LONGS.get(utf8, at));
        }
        found |= marks((long) LONGS.get(utf8, characters - Long.BYTES));
        return found == 0;
    }

    /** Not zero when one of eight is no ASCII, a control character, DEL, a quote, a backslash or a question mark. */
    private static long marks(long eight) {
        long below = eight - ONES * ' ';
        return (eight | below | zero(eight, 0x7f) | zero(eight, '"') | zero(eight, '\\') | zero(eight, '?')) & TOPS;
    }

    private static long zero(long eight, int wanted) {
        return (eight ^ (ONES * wanted)) - ONES;
    }
}
