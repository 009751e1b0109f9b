package dev.cdp.collector.journal;

import dev.cdp.collector.journal.JournalException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Appends on their way from the request threads, which it never blocks, to the one writer. */
final class Intake {
    private final Queue<Append> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;
    private final Wakeup wakeup = new Wakeup();
    private volatile JournalException refusing;
    private volatile JournalException closed;
    private volatile boolean ended;

    Intake(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the append or says why not. */
    Optional<JournalException> offer(Append append) {
        Optional<JournalException> refusal = refusing();
        if (refusal.isPresent()) {
            return refusal;
        }
        // An append larger than the whole queue passes when it is alone.
        if (bytes.getAndAdd(append.bytes()) > maxBytes - append.bytes() && bytes.get() > append.bytes()) {
            bytes.addAndGet(-append.bytes());
            return Optional.of(new JournalException(Reason.OVERLOADED, "the disk does not keep up with the events"));
        }
        queue.add(append);
        wake();
        // The writer's last look into the queue may have been before this append came.
        return ended && queue.remove(append) ? refusing() : Optional.empty();
    }

    /** From now on every offer is answered with this; what is queued stays. */
    void refuse(JournalException why) {
        refusing = why;
    }

    void accept() {
        refusing = null;
    }

    /** Accepts nothing ever again. */
    void close(JournalException why) {
        closed = why;
    }

    /** The writer is gone: what is still queued fails. */
    void end(JournalException why) {
        closed = closed == null ? why : closed;
        ended = true;
        for (Append append = poll(); append != null; append = poll()) {
            Answers.fail(List.of(append), why);
        }
    }

    Optional<JournalException> refusing() {
        return Optional.ofNullable(closed == null ? refusing : closed);
    }

    /** The next append, or null. */
    Append poll() {
        Append append = queue.poll();
        if (append != null) {
            bytes.addAndGet(-append.bytes());
        }
        return append;
    }

    /** Of the writer: waits until something may be there, it is woken, or the time is over. */
    void await(long nanos) {
        wakeup.await(nanos);
    }

    /** Of the writer: leaves what comes in the queue for so long. */
    void rest(long nanos) {
        LockSupport.parkNanos(this, nanos);
    }

    void wake() {
        wakeup.wake();
    }
}
