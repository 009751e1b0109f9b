package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over JSON in UTF-8 that is known to be well-formed, as whoever encodes a row has checked it or has it from a
 * generator. Whatever is read, the cursor stands behind it afterwards; before a value it may stand at white space.
 */
final class JsonCursor {
    /** Integers of at most so many digits are no larger than a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    /** Whole numbers and powers of ten up to these are exact as a double, so their quotient is the nearest double. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final RowBinaryBuffer unescaped = new RowBinaryBuffer(64);
    private byte[] json;
    private int at;

    // Of the string that was read last.
    private byte[] string;
    private int stringStart;
    private int stringLength;

    /** Goes to a place in a text. */
    void moveTo(byte[] text, int position) {
        json = text;
        at = position;
    }

    byte[] text() {
        return json;
    }

    int position() {
        return at;
    }

    /** The first byte of what comes next that is no white space. */
    byte peek() {
        while (json[at] <= ' ') {
            at++;
        }
        return json[at];
    }

    /** Steps over one byte of punctuation. */
    void step() {
        peek();
        at++;
    }

    /**
     * Steps over an opening brace or bracket, or a comma, when another member or element follows, and over the end if
     * not.
     */
    boolean hasNext(byte end) {
        if (peek() == end) {
            at++;
            return false;
        }
        if (json[at] == ',') {
            at++;
        }
        return true;
    }

    /** Reads a string; {@link #string}, {@link #stringStart} and {@link #stringLength} say where it is. */
    void readString() {
        step();
        int start = at;
        while (json[at] != '"') {
            if (json[at] == '\\') {
                readEscaped(start);
                return;
            }
            at++;
        }
        string = json;
        stringStart = start;
        stringLength = at - start;
        at++;
    }

    byte[] string() {
        return string;
    }

    int stringStart() {
        return stringStart;
    }

    int stringLength() {
        return stringLength;
    }

    boolean stringIs(byte[] other) {
        return Arrays.equals(string, stringStart, stringStart + stringLength, other, 0, other.length);
    }

    String stringAsText() {
        return new String(string, stringStart, stringLength, StandardCharsets.UTF_8);
    }

    private void readEscaped(int start) {
        unescaped.clear();
        unescaped.raw(json, start, at - start);
        while (json[at] != '"') {
            if (json[at] == '\\') {
                unescape();
            } else {
                unescaped.int8(json[at++]);
            }
        }
        at++;
        string = unescaped.toByteArray();
        stringStart = 0;
        stringLength = string.length;
    }

    private void unescape() {
        byte escaped = json[at + 1];
        at += 2;
        switch (escaped) {
            case 'b' -> unescaped.int8('\b');
            case 'f' -> unescaped.int8('\f');
            case 'n' -> unescaped.int8('\n');
            case 'r' -> unescaped.int8('\r');
            case 't' -> unescaped.int8('\t');
            case 'u' -> {
                char unit = hex();
                String text = Character.isHighSurrogate(unit) && json[at] == '\\' && json[at + 1] == 'u'
                        ? pair(unit)
                        : String.valueOf(unit);
                unescaped.raw(text.getBytes(StandardCharsets.UTF_8));
            }
            default -> unescaped.int8(escaped);
        }
    }

    private String pair(char high) {
        at += 2;
        return new String(new char[] {high, hex()});
    }

    private char hex() {
        int unit = Integer.parseInt(new String(json, at, 4, StandardCharsets.US_ASCII), 16);
        at += 4;
        return (char) unit;
    }

    /** Of the number that comes next: whether it has a point or an exponent. */
    boolean isFloat() {
        peek();
        for (int i = at; ; i++) {
            switch (json[i]) {
                case '.', 'e', 'E' -> {
                    return true;
                }
                case '-', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {}
                default -> {
                    return false;
                }
            }
        }
    }

    /** Of the integer that comes next: whether a long can hold it. */
    boolean fitsLong() {
        int start = at;
        BigInteger value = new BigInteger(numberText());
        at = start;
        return value.bitLength() < Long.SIZE;
    }

    /** Whether the integer that comes next is short enough for a long, whatever its digits are. */
    boolean isShort() {
        peek();
        int length = 0;
        while (isOfNumber(json[at + length])) {
            length++;
        }
        return length <= DIGITS_OF_A_LONG;
    }

    /** Reads an integer of at most 64 bits; those beyond a long keep their bits. */
    long readLong() {
        if (!isShort()) {
            return new BigInteger(numberText()).longValue();
        }
        boolean negative = json[at] == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        while (isOfNumber(json[at])) {
            value = value * 10 + (json[at++] - '0');
        }
        return negative ? -value : value;
    }

    /** Reads any number as the double that is nearest to it. */
    double readDouble() {
        peek();
        int start = at;
        boolean negative = json[at] == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int count = 0;
        int behindPoint = -1;
        while (true) {
            byte c = json[at];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                behindPoint += behindPoint < 0 ? 0 : 1;
            } else if (c == '.') {
                behindPoint = 0;
            } else {
                break;
            }
            at++;
        }
        if (count > DIGITS_OF_A_DOUBLE || isOfNumber(json[at])) {
            at = start;
            return Double.parseDouble(numberText());
        }
        double value = digits / POWERS_OF_TEN[Math.max(behindPoint, 0)];
        return negative ? -value : value;
    }

    private String numberText() {
        peek();
        int start = at;
        while (isOfNumber(json[at])) {
            at++;
        }
        return new String(json, start, at - start, StandardCharsets.US_ASCII);
    }

    private static boolean isOfNumber(byte c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    /** Steps over a literal: true, false or null. */
    void skipLiteral() {
        at += peek() == 'f' ? 5 : 4;
    }

    /** Steps over whatever comes next. */
    void skipValue() {
        switch (peek()) {
            case '{' -> skipAll((byte) '}', true);
            case '[' -> skipAll((byte) ']', false);
            case '"' -> readString();
            case 't', 'f', 'n' -> skipLiteral();
            default -> numberText();
        }
    }

    private void skipAll(byte end, boolean named) {
        step();
        while (hasNext(end)) {
            if (named) {
                readString();
                step();
            }
            skipValue();
        }
    }
}
