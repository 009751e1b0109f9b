package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The segment that is being written. Frames are written in groups: {@link #append}…, {@link #flush},
 * then {@link #commit} or {@link #rollBack}. Of the writer's thread but for {@link #force}.
 */
final class SegmentWriter implements AutoCloseable {
    private final Segment segment;
    private final FileChannel channel;
    private ByteBuffer buffer;
    private long written;
    private long last;

    private SegmentWriter(Segment segment, FileChannel channel, ByteBuffer buffer) {
        this.segment = segment;
        this.channel = channel;
        this.buffer = buffer;
        this.written = segment.end().bytes();
        this.last = segment.end().last();
    }

    /**
     * Creates the file with its header, on the disk; its name is not.
     *
     * @param name the file's, in the end perhaps another's
     */
    static SegmentWriter create(Path file, Path name, SegmentHeader header, ByteBuffer buffer) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            Durable.writeFully(channel, header.write(), 0);
            channel.force(true);
            Segment.End end = new Segment.End(SegmentHeader.BYTES, header.first() - 1);
            return new SegmentWriter(new Segment(name, header.first(), header.salt(), end), channel, buffer);
        } catch (IOException | RuntimeException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    Segment segment() {
        return segment;
    }

    /** The offset after the last frame that was appended. */
    long offset() {
        return written + buffer.position();
    }

    /** Position of the last frame that was appended. */
    long last() {
        return last;
    }

    void append(long position, long time, JournalRecord record) throws IOException {
        makeRoom(Frame.HEADER_BYTES + RecordCodec.maxBytes(record));
        Frame.write(buffer, segment.salt(), position, time, record);
        last = position;
    }

    /** Appends a frame of another segment. */
    void append(Frame frame) throws IOException {
        makeRoom((long) Frame.HEADER_BYTES + frame.payload().remaining());
        frame.copy(buffer, segment.salt());
        last = frame.position();
    }

    private void makeRoom(long bytes) throws IOException {
        if (bytes > buffer.remaining()) {
            flush();
        }
        if (bytes > buffer.capacity()) {
            // Bounded by the longest record allowed; such are rare, so the buffer may stay that large.
            buffer = ByteBuffer.allocateDirect(Math.toIntExact(bytes));
        }
    }

    void flush() throws IOException {
        int bytes = buffer.flip().remaining();
        try {
            Durable.writeFully(channel, buffer, written);
            written += bytes;
        } finally {
            buffer.clear();
        }
    }

    /** May be called while another thread writes. */
    void force() throws IOException {
        channel.force(false);
    }

    /** The flushed frames may be read from now on. */
    void commit() {
        segment.extend(new Segment.End(written, last));
    }

    /** Forgets what was appended since the last commit, also what is in the file already. */
    void rollBack() throws IOException {
        Segment.End end = segment.end();
        buffer.clear();
        written = end.bytes();
        last = end.last();
        channel.truncate(end.bytes());
    }

    ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
