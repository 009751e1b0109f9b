package dev.cdp.collector.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A segment as a version of the program that does not exist yet may write it. */
final class LaterVersion {
    private LaterVersion() {}

    static byte[] of(byte[] segment) {
        ByteBuffer bytes = ByteBuffer.wrap(segment.clone()).putInt(8, SegmentHeader.VERSION + 1);
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, 40));
        return bytes.putInt(40, (int) crc.getValue()).array();
    }
}
