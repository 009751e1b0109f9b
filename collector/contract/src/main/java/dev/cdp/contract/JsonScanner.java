package dev.cdp.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over JSON in UTF-8 for the few members that somebody wants, in a fraction of the time of a parser: names are
 * compared, not looked up, and of what is passed over nothing is made. It is strict, and gives up on whatever is not
 * well-formed or is rare (an escape in a name or in a wanted text, deep nesting); then all that it has answered is void,
 * and a parser has to read from the start, which names the error.
 */
public final class JsonScanner {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long SPACES = 0x2020202020202020L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    /** A long holds any number of so many digits. */
    private static final int DIGITS_OF_A_LONG = 18;

    private static final int MAX_DIGITS = 100;
    private static final int MAX_DEPTH = 64;
    private static final char REPLACED = '\uFFFD';

    private final byte[] json;
    private final int end;
    private int at;
    private boolean gaveUp;
    private boolean isFirst;
    private int nameStart;
    private int nameEnd;

    /** @param end behind the last byte */
    public JsonScanner(byte[] json, int start, int end) {
        this.json = json;
        this.at = start;
        this.end = end;
    }

    public boolean gaveUp() {
        return gaveUp;
    }

    /** Whether nothing but white space is left. */
    public boolean isAtEnd() {
        peek();
        return at == end;
    }

    int position() {
        return at;
    }

    /** Steps over these very bytes; stays where it is when others come next. */
    boolean passes(byte[] bytes) {
        int behind = at + bytes.length;
        if (behind > end || !Arrays.equals(json, at, behind, bytes, 0, bytes.length)) {
            return false;
        }
        at = behind;
        return true;
    }

    void giveUp() {
        gaveUp = true;
    }

    /** Steps into an object; false for any other value, which is passed over. */
    public boolean enterObject() {
        if (peek() != '{') {
            skipValue();
            return false;
        }
        at++;
        isFirst = true;
        return true;
    }

    /** Steps to the value of the object's next member, which then has to be read or passed over; or behind the object. */
    public boolean nextMember() {
        byte next = peek();
        if (next == '}') {
            at++;
            isFirst = false;
            return false;
        }
        if (!isFirst) {
            if (next != ',') {
                gaveUp = true;
                return false;
            }
            at++;
        }
        isFirst = false;
        readName();
        return !gaveUp;
    }

    /** Whether the member's name is this one, in ASCII. */
    public boolean nameIs(byte[] name) {
        return Arrays.equals(json, nameStart, nameEnd, name, 0, name.length);
    }

    /** The member's name, before its value is read. */
    public String name() {
        return new String(json, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
    }

    /** The text of a string; any other value is passed over, and is empty. */
    public String text() {
        if (peek() != '"') {
            skipValue();
            return "";
        }
        at++;
        return textBehindQuote();
    }

    /** The rest of a string, whose opening quote was passed. */
    String textBehindQuote() {
        int start = at;
        boolean plain = true;
        int next = nextSpecial(start);
        while (next < end && json[next] < 0) {
            plain = false;
            next = nextSpecial(next + 1);
        }
        if (next == end || json[next] != '"') {
            gaveUp = true;
            return "";
        }
        at = next + 1;
        return plain ? new String(json, start, next - start, StandardCharsets.ISO_8859_1) : utf8(start, next);
    }

    /** An integer that comes at once. What follows it says whether it ends there. */
    long number() {
        boolean negative = at < end && json[at] == '-';
        int start = negative ? at + 1 : at;
        int i = start;
        long number = 0;
        while (i < end && isDigit(json[i]) && i - start < DIGITS_OF_A_LONG) {
            number = 10 * number + (json[i] - '0');
            i++;
        }
        at = i;
        gaveUp |= i == start || i - start > 1 && json[start] == '0';
        return negative ? -number : number;
    }

    /** Passes over one value, whatever it is. */
    public void skipValue() {
        skipValue(0);
    }

    /** @param depth of what it lies in */
    private void skipValue(int depth) {
        switch (peek()) {
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
            case '"' -> {
                at++;
                skipString();
            }
            case 't' -> gaveUp |= !passes(TRUE);
            case 'f' -> gaveUp |= !passes(FALSE);
            case 'n' -> gaveUp |= !passes(NULL);
            default -> skipNumber();
        }
    }

    private void skipObject(int depth) {
        gaveUp |= depth > MAX_DEPTH;
        at++;
        isFirst = true;
        while (!gaveUp && nextMember()) {
            skipValue(depth);
        }
    }

    private void skipArray(int depth) {
        gaveUp |= depth > MAX_DEPTH;
        at++;
        if (peek() == ']') {
            at++;
            return;
        }
        while (!gaveUp) {
            skipValue(depth);
            byte next = peek();
            if (next == ']') {
                at++;
                return;
            }
            if (next == ',') {
                at++;
            } else {
                gaveUp = true;
            }
        }
    }

    private void skipString() {
        int start = at;
        boolean plain = true;
        int next = nextSpecial(start);
        while (next < end && json[next] != '"' && !gaveUp) {
            if (json[next] < 0) {
                plain = false;
                next = nextSpecial(next + 1);
            } else {
                next = nextSpecial(behindEscape(next));
            }
        }
        if (next >= end) {
            gaveUp = true;
            return;
        }
        if (!plain) {
            utf8(start, next);
        }
        at = next + 1;
    }

    /** Gives up on a control character, and on what is no escape. */
    private int behindEscape(int backslash) {
        if (json[backslash] != '\\' || backslash + 1 >= end) {
            gaveUp = true;
            return end;
        }
        switch (json[backslash + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return backslash + 2;
            }
            case 'u' -> {
                int behind = backslash + 6;
                gaveUp |= behind > end;
                for (int i = backslash + 2; i < behind && !gaveUp; i++) {
                    gaveUp |= Character.digit(json[i], 16) < 0;
                }
                return Math.min(behind, end);
            }
            default -> {
                gaveUp = true;
                return end;
            }
        }
    }

    private void skipNumber() {
        int start = at;
        if (at < end && json[at] == '-') {
            at++;
        }
        int digits = at;
        skipDigits();
        gaveUp |= at - digits > 1 && json[digits] == '0';
        if (at < end && json[at] == '.') {
            at++;
            skipDigits();
        }
        if (at < end && (json[at] == 'e' || json[at] == 'E')) {
            at++;
            if (at < end && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            skipDigits();
        }
        gaveUp |= at - start > MAX_DIGITS;
    }

    /** At least one. */
    private void skipDigits() {
        int start = at;
        while (at < end && isDigit(json[at])) {
            at++;
        }
        gaveUp |= at == start;
    }

    /** A member's name and its colon. */
    private void readName() {
        if (peek() != '"') {
            gaveUp = true;
            return;
        }
        at++;
        int start = at;
        skipName();
        nameStart = start;
        nameEnd = at - 1;
        if (peek() != ':') {
            gaveUp = true;
            return;
        }
        at++;
    }

    private void skipName() {
        int next = nextSpecial(at);
        if (next == end || json[next] != '"') {
            // Escaped, not ASCII, or an error.
            gaveUp = true;
            return;
        }
        at = next + 1;
    }

    /** The next byte that is no white space; 0 at the end. */
    private byte peek() {
        while (at < end) {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return 0;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private String utf8(int start, int behind) {
        String text = new String(json, start, behind - start, StandardCharsets.UTF_8);
        // Perhaps it is no UTF-8.
        gaveUp |= text.indexOf(REPLACED) >= 0;
        return text;
    }

    /** Where the next byte is that is no plain character: a quote, a backslash, a control character, one of several. */
    private int nextSpecial(int from) {
        int i = from;
        while (i + Long.BYTES <= end) {
            long bytes = (long) LONGS.get(json, i);
            long quotes = bytes ^ QUOTES;
            long backslashes = bytes ^ BACKSLASHES;
            // The lowest bit that is set is right; those above it may be borrowed from it.
            long special =
                    (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | bytes - SPACES & ~bytes | bytes)
                            & HIGH_BITS;
            if (special != 0) {
                return i + Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < end && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The bytes of a name, to be compared with. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
