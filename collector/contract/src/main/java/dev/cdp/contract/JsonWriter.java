package dev.cdp.contract;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes one flat JSON object whose last member may be JSON that is copied as bytes. What is empty
 * or null is left out.
 *
 * <p>By hand, since a Jackson generator for each record was a quarter of the collector's work on an event:
 * names and nearly all texts are plain ASCII and copied as they are. Jackson writes the other texts.
 */
public final class JsonWriter {
    private static final int MAX_DIGITS = 20;

    /** What a thread keeps to write in again. */
    private static final int MAX_SCRATCH = 64 * 1024;

    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[2 * 1024]);

    private final boolean inScratch;
    private byte[] bytes;
    private int length;

    /** Starts an object that will have about this many bytes. */
    JsonWriter(int expectedSize) {
        this(new byte[expectedSize], false);
    }

    private JsonWriter(byte[] bytes, boolean inScratch) {
        this.bytes = bytes;
        this.inScratch = inScratch;
        put('{');
    }

    /** Starts an object in memory of this thread's, which may start another one once this one is finished. */
    public static JsonWriter inScratch() {
        return new JsonWriter(SCRATCH.get(), true);
    }

    /** {@link #inScratch()}, of this version of its record. */
    static JsonWriter inScratch(int version) {
        return inScratch().number("v", (long) version);
    }

    /** Starts an object of this version of its record. */
    JsonWriter(int version, int expectedSize) {
        this(expectedSize);
        number("v", (long) version);
    }

    public JsonWriter text(String name, String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        member(name);
        put('"');
        if (!putPlain(value)) {
            putQuoted(value);
        }
        put('"');
        return this;
    }

    /** UTF-8 has no half of a surrogate pair, JSON's escapes have: whatever was sent can be written and read. */
    private void putQuoted(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                continue;
            }
            put(JsonStringEncoder.getInstance().quoteAsUTF8(text.substring(from, i)));
            put(("\\u" + Integer.toHexString(c)).getBytes(StandardCharsets.ISO_8859_1));
            from = i + 1;
        }
        put(JsonStringEncoder.getInstance().quoteAsUTF8(text.substring(from)));
    }

    JsonWriter number(String name, Long value) {
        return value == null ? this : number(name, value.longValue());
    }

    public JsonWriter number(String name, long value) {
        member(name);
        digits(value);
        return this;
    }

    /** Writes a number of thousandths as a decimal with three places. */
    public JsonWriter thousandths(String name, long value) {
        member(name);
        if (value < 0 && value > -1_000) {
            put('-');
        }
        digits(value / 1_000);
        int rest = (int) Math.abs(value % 1_000);
        put('.');
        put((char) ('0' + rest / 100));
        put((char) ('0' + rest / 10 % 10));
        put((char) ('0' + rest % 10));
        return this;
    }

    private void digits(long value) {
        if (value == Long.MIN_VALUE) {
            putPlain(Long.toString(value));
            return;
        }
        reserve(MAX_DIGITS);
        long left = Math.abs(value);
        int count = value < 0 ? 2 : 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            count++;
        }
        if (value < 0) {
            bytes[length] = '-';
        }
        int at = length + count;
        do {
            bytes[--at] = (byte) ('0' + left % 10);
            left /= 10;
        } while (left > 0);
        length += count;
    }

    /** Writes an object member, if there is one. */
    JsonWriter object(String name, Object present, Runnable members) {
        if (present == null) {
            return this;
        }
        member(name);
        put('{');
        members.run();
        put('}');
        return this;
    }

    /** Writes an array of objects, empty or not. */
    <T> JsonWriter array(String name, List<T> elements, Consumer<T> members) {
        member(name);
        put('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                put(',');
            }
            put('{');
            members.accept(elements.get(i));
            put('}');
        }
        put(']');
        return this;
    }

    byte[] finish() {
        put('}');
        return written();
    }

    /** Closes the object, and the line that it is. */
    public byte[] finishLine() {
        put('}');
        put('\n');
        return written();
    }

    private byte[] written() {
        if (!inScratch) {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
        if (bytes.length <= MAX_SCRATCH) {
            SCRATCH.set(bytes); // It may have grown.
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Adds a last member that is JSON already, and closes the object. */
    byte[] finishWith(String name, byte[] rawJson) {
        member(name);
        put(rawJson);
        return finish();
    }

    /** Names are our own: plain ASCII. */
    @SuppressWarnings("deprecation") // It takes the low half of each character, and there is no other.
    private void member(String name) {
        int count = name.length();
        reserve(count + 4);
        if (bytes[length - 1] != '{') {
            bytes[length++] = ',';
        }
        bytes[length++] = '"';
        name.getBytes(0, count, bytes, length);
        length += count;
        bytes[length++] = '"';
        bytes[length++] = ':';
    }

    /** Puts a text that needs no escapes; false, and nothing is put, when it needs some. */
    private boolean putPlain(String text) {
        int count = text.length();
        if (count < PlainText.WORTHWHILE) {
            return putPlainByChar(text);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!PlainText.is(utf8, count)) {
            return putPlainByChar(text);
        }
        put(utf8);
        return true;
    }

    private boolean putPlainByChar(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
            bytes[length + i] = (byte) c;
        }
        length += count;
        return true;
    }

    private void put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
    }

    private void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length + bytes.length / 2));
        }
    }
}
