package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Reads the frames of a segment in their order and finds its way after damage: from a place that
 * holds no valid frame it looks at every byte for the next one. Each byte is looked at a bounded
 * number of times and nothing is allocated by a length that is not vouched for.
 */
final class SegmentScanner implements AutoCloseable {
    private static final int WINDOW_BYTES = 256 * 1024;
    private static final int PAGE_BYTES = 4096;

    private final FileChannel channel;
    private final int salt;
    private final Damage damage;
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).limit(0);
    private long windowStart;
    private long offset;

    /** Told of each range without a valid frame. */
    interface Damage {
        Damage UNREPORTED = (offset, bytes) -> {};

        void found(long offset, long bytes);
    }

    /** @param offset where a frame begins, or anything else */
    SegmentScanner(Segment segment, long offset, Damage damage) throws IOException {
        this.channel = FileChannel.open(segment.path(), StandardOpenOption.READ);
        this.salt = segment.salt();
        this.offset = offset;
        this.damage = damage;
    }

    /**
     * The next frame, or null when there is none before the limit.
     *
     * @param limit up to here the file holds whole frames, if it is undamaged
     */
    Frame next(long limit) throws IOException {
        long damagedFrom = -1;
        while (offset < limit) {
            Frame frame = frameAt(offset, limit);
            if (frame != null) {
                report(damagedFrom, offset);
                offset = frame.end();
                return frame;
            }
            damagedFrom = damagedFrom < 0 ? offset : damagedFrom;
            offset++;
        }
        report(damagedFrom, limit);
        return null;
    }

    private void report(long from, long to) {
        if (from >= 0) {
            damage.found(from, to - from);
        }
    }

    private Frame frameAt(long start, long limit) throws IOException {
        if (limit - start < Frame.HEADER_BYTES || !load(start, Frame.HEADER_BYTES, limit)) {
            return null;
        }
        int length = Frame.lengthAt(window, (int) (start - windowStart), salt);
        long end = start + Frame.HEADER_BYTES + length;
        if (length < 0 || end > limit || !load(start, Frame.HEADER_BYTES + length, limit)) {
            return null;
        }
        return Frame.read(window, (int) (start - windowStart), length, salt, end);
    }

    /** Brings these bytes into the window; false when the file ends before them. */
    private boolean load(long from, int bytes, long limit) throws IOException {
        if (from >= windowStart && from + bytes <= windowStart + window.limit()) {
            return true;
        }
        if (window.capacity() < bytes) {
            window = ByteBuffer.allocateDirect(bytes);
        }
        window.clear().limit((int) Math.min(window.capacity(), limit - from));
        windowStart = from;
        fill();
        window.flip();
        return window.limit() >= bytes;
    }

    private void fill() throws IOException {
        while (window.hasRemaining()) {
            try {
                if (channel.read(window, windowStart + window.position()) < 0) {
                    return;
                }
            } catch (ClosedChannelException e) {
                throw e;
            } catch (IOException e) {
                skipUnreadable();
            }
        }
    }

    /** A page that the disk does not give back becomes zeros, in which no frame begins. */
    private void skipUnreadable() throws IOException {
        long at = windowStart + window.position();
        int page = (int) Math.min(PAGE_BYTES - at % PAGE_BYTES, window.remaining());
        ByteBuffer part = window.slice(window.position(), page);
        try {
            while (part.hasRemaining() && channel.read(part, at + part.position()) >= 0) {}
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            while (part.hasRemaining()) {
                part.put((byte) 0);
            }
        }
        window.position(window.position() + page);
    }

    /** Where the next frame begins. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
