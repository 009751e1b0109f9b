package dev.cdp.collector.journal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The listener's figures, added up. */
final class Counts implements JournalListener {
    final AtomicLong recovered = new AtomicLong();
    final AtomicLong appended = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong replayed = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong quarantined = new AtomicLong();
    final AtomicLong lost = new AtomicLong();
    final AtomicLong corruptBytes = new AtomicLong();
    final AtomicLong fsyncs = new AtomicLong();
    final AtomicLong failures = new AtomicLong();

    @Override
    public void recovered(long records) {
        recovered.addAndGet(records);
    }

    @Override
    public void appended(int records, long bytes) {
        appended.addAndGet(records);
    }

    @Override
    public void refused(JournalException.Reason reason) {
        refused.incrementAndGet();
    }

    @Override
    public void sent() {
        sent.incrementAndGet();
    }

    @Override
    public void replayed() {
        replayed.incrementAndGet();
    }

    @Override
    public void acknowledged(long records) {
        acknowledged.addAndGet(records);
    }

    @Override
    public void quarantined() {
        quarantined.incrementAndGet();
    }

    @Override
    public void lost(long records) {
        lost.addAndGet(records);
    }

    @Override
    public void corrupt(Path segment, long offset, long bytes) {
        corruptBytes.addAndGet(bytes);
    }

    @Override
    public void fsynced(long nanos) {
        fsyncs.incrementAndGet();
    }

    @Override
    public void destinationFailed(Exception why) {
        failures.incrementAndGet();
    }

    /** Throws unless the identity of {@link JournalListener} holds. */
    void requireBalance(JournalStatus status) {
        long in = recovered.get() + appended.get();
        long out = acknowledged.get() + quarantined.get() + lost.get() + status.depth();
        if (in != out) {
            throw new AssertionError(in + " records came in and " + out + " are accounted for");
        }
    }
}
