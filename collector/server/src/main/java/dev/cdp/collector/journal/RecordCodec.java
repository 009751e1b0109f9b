package dev.cdp.collector.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A record's bytes within a frame, big endian. Strings and arrays have their length in front, -1 for
 * null: {@code topic:short, key:int, headers:short × (name:short, value:int), value:int}. The version
 * is the segment's.
 */
final class RecordCodec {
    private static final int MAX_NAME_CHARS = 10_000;
    private static final int MAX_HEADERS = 10_000;

    private RecordCodec() {}

    /**
     * An upper bound of what {@link #write} takes.
     *
     * @throws IllegalArgumentException when it can't be written
     */
    static long maxBytes(JournalRecord record) {
        if (record.headers().size() > MAX_HEADERS) {
            throw new IllegalArgumentException(record.headers().size() + " headers");
        }
        long bytes = name(record.topic()) + array(record.key()) + 2L + array(record.value());
        for (JournalRecord.Header header : record.headers()) {
            bytes += name(header.name()) + array(header.value());
        }
        return bytes;
    }

    private static long name(String name) {
        if (name.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException("a topic or header name of " + name.length() + " characters");
        }
        return 2L + 3L * name.length();
    }

    private static long array(byte[] bytes) {
        return 4L + (bytes == null ? 0 : bytes.length);
    }

    static void write(JournalRecord record, ByteBuffer to) {
        writeString(record.topic(), to);
        writeArray(record.key(), to);
        to.putShort((short) record.headers().size());
        for (JournalRecord.Header header : record.headers()) {
            writeString(header.name(), to);
            writeArray(header.value(), to);
        }
        writeArray(record.value(), to);
    }

    /** @throws IllegalArgumentException when the bytes are no record */
    static JournalRecord read(ByteBuffer from) {
        try {
            String topic = readString(from);
            byte[] key = readArray(from);
            int count = from.getShort();
            List<JournalRecord.Header> headers = new ArrayList<>(Math.max(0, Math.min(count, 16)));
            for (int i = 0; i < count; i++) {
                headers.add(new JournalRecord.Header(readString(from), readArray(from)));
            }
            return new JournalRecord(topic, key, headers, readArray(from));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a record ends too early", e);
        }
    }

    /** Names are plain ASCII, and as many as a dozen to a record: not each becomes an array first. */
    private static void writeString(String text, ByteBuffer to) {
        int start = to.position();
        to.putShort((short) text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '\u007f') {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                to.position(start).putShort((short) bytes.length).put(bytes);
                return;
            }
            to.put((byte) c);
        }
    }

    private static void writeArray(byte[] bytes, ByteBuffer to) {
        if (bytes == null) {
            to.putInt(-1);
        } else {
            to.putInt(bytes.length).put(bytes);
        }
    }

    private static String readString(ByteBuffer from) {
        return new String(readBytes(from.getShort(), from), StandardCharsets.UTF_8);
    }

    private static byte[] readArray(ByteBuffer from) {
        int length = from.getInt();
        return length == -1 ? null : readBytes(length, from);
    }

    private static byte[] readBytes(int length, ByteBuffer from) {
        if (length < 0 || length > from.remaining()) {
            throw new IllegalArgumentException(
                    "a length of " + length + " where " + from.remaining() + " bytes are left");
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
