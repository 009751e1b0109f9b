package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks once through JSON in UTF-8 that lies in an array. What is asked for is read; what is not is stepped over, and
 * looked at no further than its quotes and brackets tell where it ends.
 *
 * <p>By hand, since each step of an event's way looks for a few members of a record that the collector has checked
 * already: Jackson's tokens of all the others were a fifth of the processing job's work. Jackson reads what is rare:
 * texts with escapes, and numbers that are no plain integers.
 */
public final class JsonCursor {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_DIGITS = 18;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /**
     * Names that were met, by their hash; others take their places. Records have the same few dozen: each is made and
     * hashed once. Shared by all threads without a lock: who sees an old one, or none, makes another.
     */
    private static final Name[] NAMES = new Name[512];

    private static final int LONGEST_NAME_KEPT = 64;

    /** As text and as it is written, which is compared many times as fast. */
    private record Name(String text, byte[] written) {}

    private final byte[] json;
    private int at;

    /** At the value that these bytes are. */
    public JsonCursor(byte[] json) {
        this.json = json;
    }

    /** What is done with each member of an object; the cursor is at its value, which may be read or left. */
    @FunctionalInterface
    public interface Member {
        void read(String name, JsonCursor value) throws IOException;
    }

    /** What is done with each element of an array; the cursor is at it, and it may be read or left. */
    @FunctionalInterface
    public interface Element {
        void read(JsonCursor value) throws IOException;
    }

    /** Whether the value is an object. */
    public boolean isObject() throws IOException {
        return peek() == '{';
    }

    /** Whether the value is a text. */
    public boolean isText() throws IOException {
        return peek() == '"';
    }

    /**
     * Reads an object to its end.
     *
     * @throws IOException when it is none, or not closed
     */
    public void members(Member member) throws IOException {
        take('{');
        if (peek() == '}') {
            at++;
            return;
        }
        do {
            String name = name();
            take(':');
            peek();
            int start = at;
            member.read(name, this);
            skipUnread(start);
        } while (takesComma('}'));
    }

    /**
     * Reads an array to its end.
     *
     * @throws IOException when it is none, or not closed
     */
    public void elements(Element element) throws IOException {
        take('[');
        if (peek() == ']') {
            at++;
            return;
        }
        do {
            peek();
            int start = at;
            element.read(this);
            skipUnread(start);
        } while (takesComma(']'));
    }

    /**
     * A text; of a number, {@code true}, {@code false} or {@code null} as it is written.
     *
     * @throws IOException when it is an object or an array
     */
    public String text() throws IOException {
        if (peek() == '"') {
            return quoted();
        }
        int start = at;
        skipScalar();
        return new String(json, start, at - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * A number; its fraction is cut off.
     *
     * @throws IOException when it is none, or beyond 64 bits
     */
    public long number() throws IOException {
        boolean negative = peek() == '-';
        int start = at;
        int i = negative ? start + 1 : start;
        int first = i;
        long number = 0;
        while (i < json.length && json[i] >= '0' && json[i] <= '9') {
            number = 10 * number + json[i++] - '0';
        }
        if (i == first) {
            throw unexpected("a number");
        }
        boolean isPlain = i - first <= MOST_DIGITS && (i == json.length || isEnd(json[i]));
        if (!isPlain) {
            return unusualNumber();
        }
        at = i;
        return negative ? -number : number;
    }

    /** Steps over the value. */
    public void skip() throws IOException {
        switch (peek()) {
            case '"' -> skipQuoted();
            case '{', '[' -> skipNested();
            default -> skipScalar();
        }
    }

    /** The value's own bytes, which are stepped over or read on the way. */
    RawJson slice(Element onTheWay) throws IOException {
        peek();
        int start = at;
        onTheWay.read(this);
        skipUnread(start);
        return new RawJson(Arrays.copyOfRange(json, start, at));
    }

    private void skipUnread(int start) throws IOException {
        if (at == start) {
            skip();
        }
    }

    /** The next byte that is no space, which is where the cursor is then. */
    private byte peek() throws IOException {
        while (at < json.length) {
            byte next = json[at];
            if (next > ' ' || next < 0) {
                return next;
            }
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw unexpected("a value");
            }
            at++;
        }
        throw new IOException("it ends too early");
    }

    private void take(char expected) throws IOException {
        if (peek() != expected) {
            throw unexpected("'" + expected + "'");
        }
        at++;
    }

    /** False at the end that is given. */
    private boolean takesComma(char end) throws IOException {
        byte next = peek();
        if (next != ',' && next != end) {
            throw unexpected("',' or '" + end + "'");
        }
        at++;
        return next == ',';
    }

    private IOException unexpected(String expected) {
        return new IOException("expected " + expected + " at byte " + at);
    }

    private String name() throws IOException {
        if (peek() != '"') {
            throw unexpected("a name");
        }
        int start = at + 1;
        int hash = 0;
        for (int i = start; i < json.length; i++) {
            byte next = json[i];
            if (next == '"') {
                at = i + 1;
                return name(start, i - start, hash);
            }
            if (next == '\\' || next < ' ') {
                return quoted();
            }
            hash = 31 * hash + next;
        }
        throw new IOException("it ends within a name");
    }

    private String name(int start, int length, int hash) {
        int slot = (hash ^ hash >>> 9) & NAMES.length - 1;
        Name known = NAMES[slot];
        if (known != null && isWritten(start, length, known.written())) {
            return known.text();
        }
        String name = new String(json, start, length, StandardCharsets.ISO_8859_1);
        if (length <= LONGEST_NAME_KEPT) {
            NAMES[slot] = new Name(name, Arrays.copyOfRange(json, start, start + length));
        }
        return name;
    }

    private boolean isWritten(int start, int length, byte[] word) {
        return Arrays.equals(json, start, start + length, word, 0, word.length);
    }

    private String quoted() throws IOException {
        int start = at + 1;
        Charset charset = StandardCharsets.ISO_8859_1;
        for (int i = start; i < json.length; i++) {
            byte next = json[i];
            if (next == '"') {
                at = i + 1;
                return new String(json, start, i - start, charset);
            }
            if (next < ' ') {
                if (next >= 0) {
                    throw new IOException("a control character within a text at byte " + i);
                }
                charset = StandardCharsets.UTF_8;
            } else if (next == '\\') {
                return escaped();
            }
        }
        throw new IOException("it ends within a text");
    }

    private String escaped() throws IOException {
        int start = at;
        skipQuoted();
        try (JsonParser parser = parser(start)) {
            return parser.getText();
        }
    }

    private long unusualNumber() throws IOException {
        int start = at;
        skipScalar();
        try (JsonParser parser = parser(start)) {
            return parser.getLongValue();
        }
    }

    /** At the value from there to here. */
    private JsonParser parser(int start) throws IOException {
        JsonParser parser = JSON.createParser(json, start, at - start);
        parser.nextToken();
        return parser;
    }

    private void skipQuoted() throws IOException {
        for (int i = at + 1; i < json.length; i++) {
            byte next = json[i];
            if (next == '"') {
                at = i + 1;
                return;
            }
            if (next == '\\') {
                i++;
            }
        }
        throw new IOException("it ends within a text");
    }

    private void skipNested() throws IOException {
        int depth = 0;
        while (at < json.length) {
            switch (json[at]) {
                case '"' -> {
                    skipQuoted();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // Whatever it is, it is within.
                }
            }
            at++;
            if (depth == 0) {
                return;
            }
        }
        throw new IOException("an object or an array is not closed");
    }

    private void skipScalar() throws IOException {
        int start = at;
        while (at < json.length && !isEnd(json[at])) {
            at++;
        }
        boolean isNumber = at > start && (json[start] == '-' || json[start] >= '0' && json[start] <= '9');
        if (!isNumber && !isWord(start, TRUE) && !isWord(start, FALSE) && !isWord(start, NULL)) {
            at = start;
            throw unexpected("a value");
        }
    }

    private boolean isWord(int start, byte[] word) {
        return isWritten(start, at - start, word);
    }

    private static boolean isEnd(byte next) {
        return next == ',' || next == '}' || next == ']' || next == ' ' || next == '\n' || next == '\r' || next == '\t';
    }
}
