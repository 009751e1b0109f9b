package dev.cdp.collector.journal;

import dev.cdp.collector.journal.JournalException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the disk takes appends. While it does not they are refused at the intake, and from time to
 * time it is tried again. Of the writer's thread.
 */
final class DiskHealth {
    private static final Logger LOG = LoggerFactory.getLogger(DiskHealth.class);
    private static final int PROBE_BYTES = 256 * 1024;

    private final Intake intake;
    private final Path directory;
    private final long retryNanos;
    private JournalException problem;
    private long retryAt;

    /** What makes the journal writable again, if it can. */
    interface Recovery {
        void run() throws IOException;
    }

    DiskHealth(Intake intake, JournalConfig config) {
        this.intake = intake;
        this.directory = config.directory();
        this.retryNanos = config.times().retry().toNanos();
    }

    boolean isGood() {
        return problem == null;
    }

    /** Why appends fail, or null. */
    JournalException problem() {
        return problem;
    }

    boolean isDiskFull() {
        return problem != null && problem.reason() == Reason.DISK_FULL;
    }

    /** Tries to recover, if it is time to; true when appends can be written. */
    boolean recover(Recovery recovery) {
        if (problem != null && System.nanoTime() - retryAt < 0) {
            return false;
        }
        try {
            recovery.run();
            if (problem != null) {
                probe();
                LOG.info("the journal takes appends again");
            }
            problem = null;
            intake.accept();
            return true;
        } catch (IOException | JournalException e) {
            failed(e);
            return false;
        }
    }

    /** Takes note of a failure; until it is over appends are refused. */
    void failed(Exception why) {
        JournalException refusal = why instanceof JournalException known ? known : refusal(why);
        if (problem == null || problem.reason() != refusal.reason()) {
            LOG.error("{}: appends are refused until that is over", refusal.getMessage(), why);
        }
        problem = refusal;
        retryAt = System.nanoTime() + retryNanos;
        intake.refuse(refusal);
    }

    private static JournalException refusal(Exception why) {
        return isFull(why)
                ? new JournalException(Reason.DISK_FULL, "the journal's disk is full")
                : new JournalException(Reason.DISK_FAILED, "the journal's disk fails");
    }

    /** Java tells a full disk from a broken one by the text only. */
    static boolean isFull(Exception why) {
        String text = String.valueOf(why.getMessage());
        return why instanceof IOException
                && (text.contains("No space left on device") || text.contains("Disk quota exceeded"));
    }

    /** A write that costs no one's event. */
    private void probe() throws IOException {
        Path file = directory.resolve("probe" + Segment.TEMPORARY);
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            Durable.writeFully(channel, ByteBuffer.allocate(PROBE_BYTES), 0);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
