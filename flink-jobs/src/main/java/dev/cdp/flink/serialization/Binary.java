package dev.cdp.flink.serialization;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The pieces that serializers are made of: bytes behind their length, and text as UTF-8 bytes. */
public final class Binary {
    private Binary() {}

    public static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
        writeLength(bytes.length, target);
        target.write(bytes);
    }

    public static byte[] readBytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[readLength(source)];
        source.readFully(bytes);
        return bytes;
    }

    public static void writeText(String text, DataOutputView target) throws IOException {
        writeBytes(text.getBytes(StandardCharsets.UTF_8), target);
    }

    public static String readText(DataInputView source) throws IOException {
        return new String(readBytes(source), StandardCharsets.UTF_8);
    }

    /** Writes a number from 0 on in one byte per seven bits, the lowest first. */
    public static void writeLength(int length, DataOutputView target) throws IOException {
        int rest = length;
        while (rest > 0x7F) {
            target.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        target.writeByte(rest);
    }

    /** Reads {@link #writeLength}. */
    public static int readLength(DataInputView source) throws IOException {
        int length = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            int next = source.readUnsignedByte();
            length |= (next & 0x7F) << shift;
            if (next <= 0x7F) {
                return length;
            }
        }
        throw new IOException("not a length: more than five bytes");
    }
}
