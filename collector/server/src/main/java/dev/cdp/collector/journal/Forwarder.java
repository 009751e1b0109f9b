package dev.cdp.collector.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to Kafka, in the journal's order. When the destination fails, says nothing for long, or
 * can't say what became of a record, it is opened anew and everything from the lowest unacknowledged record on is sent
 * again: repeats happen, a changed order does not.
 */
final class Forwarder implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
    private static final long IDLE_NANOS = Duration.ofMillis(100).toNanos();
    /** A part of what the producer waits for company anyway. */
    private static final long REST_NANOS = Duration.ofMillis(2).toNanos();

    private static final int MAX_BACK_OFF = 16;

    private final Destination.Factory factory;
    private final Source source;
    private final InFlight inFlight;
    private final Trimmer trimmer;
    private final Quarantine quarantine;
    private final JournalListener listener;
    private final long retryNanos;
    private final Silence silence;
    private final Wakeup wakeup = new Wakeup();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private volatile Destination destination;
    private volatile boolean stopped;
    private volatile boolean resend;
    private volatile boolean waitsForRoom;
    private volatile boolean replaying = true;
    private long cursorAtFailure = -1;
    private int backOff = 1;

    private record Refusal(Committed committed, InFlight.Ticket ticket, Exception why) {}

    Forwarder(
            Destination.Factory factory,
            Source source,
            InFlight inFlight,
            Trimmer trimmer,
            Quarantine quarantine,
            JournalListener listener,
            JournalConfig.Times times) {
        this.factory = factory;
        this.source = source;
        this.inFlight = inFlight;
        this.trimmer = trimmer;
        this.quarantine = quarantine;
        this.listener = listener;
        this.retryNanos = times.retry().toNanos();
        this.silence = new Silence(times.silence());
    }

    /** There are new records. */
    void wake() {
        wakeup.wake();
    }

    /** Begins again with the oldest record that is still in the journal. */
    void resendRetained() {
        resend = true;
        wake();
    }

    /** Ends soon, whatever is in flight. */
    void stop() {
        stopped = true;
        wake();
        Destination current = destination;
        if (current != null) {
            current.close();
        }
    }

    boolean isReplaying() {
        return replaying;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                step();
            } catch (IOException | RuntimeException e) {
                LOG.error("forwarding to Kafka failed, it is tried again", e);
                failure.compareAndSet(null, e);
            }
        }
        closeAll();
    }

    private void step() throws IOException {
        setRefusedAside();
        if (destination == null || failure.get() != null || resend) {
            restart();
        } else if (!inFlight.hasRoom()) {
            listen();
            awaitRoom();
        } else if (!forwardNext()) {
            listen();
            wakeup.restAndAwait(REST_NANOS, IDLE_NANOS);
        }
    }

    /** For whether there is an answer now and then. Without any, there is soon nothing more to be sent. */
    private void listen() {
        if (silence.isTooLong(inFlight.answers(), !inFlight.isEmpty())) {
            failure.compareAndSet(null, new TimeoutException("no answer to anything that was sent"));
        }
    }

    private void awaitRoom() {
        waitsForRoom = true;
        // An acknowledgement that came a moment ago has woken nobody.
        if (!inFlight.hasRoom()) {
            wakeup.await(IDLE_NANOS);
        }
        waitsForRoom = false;
    }

    private boolean forwardNext() throws IOException {
        Committed next = source.next();
        replaying = source.isReplaying();
        if (next == null) {
            return false;
        }
        InFlight.Ticket ticket = inFlight.add(next.position(), next.time(), next.bytes());
        if (quarantine.holds(next.position())) {
            inFlight.quarantined(ticket);
            return true;
        }
        if (replaying) {
            listener.replayed();
        } else {
            listener.sent();
        }
        destination.send(next.record(), new Sent(next, ticket));
        return true;
    }

    private void restart() throws IOException {
        Exception why = failure.get();
        if (why != null) {
            LOG.warn("the way to Kafka failed; it is begun anew from the lowest unacknowledged record", why);
            listener.destinationFailed(why);
            closeDestination();
            pause();
        }
        if (stopped) {
            return;
        }
        if (resend) {
            resend = false;
            closeDestination();
            trimmer.takeBack(inFlight);
        }
        // Before the new destination, so that answers of the old one count for nothing from here on.
        long cursor = inFlight.restart();
        failure.set(null);
        source.rewind(cursor);
        quarantine.forgetBefore(cursor);
        destination = factory.open();
        silence.begin();
        if (stopped) {
            closeDestination();
        }
    }

    private void pause() {
        long cursor = inFlight.cursor();
        backOff = cursor == cursorAtFailure ? Math.min(backOff * 2, MAX_BACK_OFF) : 1;
        cursorAtFailure = cursor;
        long until = System.nanoTime() + retryNanos * backOff;
        for (long left = until - System.nanoTime(); left > 0 && !stopped; left = until - System.nanoTime()) {
            wakeup.await(left);
        }
    }

    private void setRefusedAside() throws IOException {
        for (Refusal refusal = refusals.peek(); refusal != null; refusal = refusals.peek()) {
            quarantine.add(refusal.committed, refusal.why);
            inFlight.quarantined(refusal.ticket);
            refusals.remove();
        }
    }

    private void closeDestination() {
        Destination current = destination;
        destination = null;
        if (current != null) {
            current.close();
        }
    }

    private void closeAll() {
        try {
            closeDestination();
            setRefusedAside();
            source.close();
        } catch (IOException | RuntimeException e) {
            LOG.warn("closing the way to Kafka failed; what is not acknowledged is sent again at the next start", e);
        }
    }

    /** A record that was handed over. */
    private final class Sent implements Destination.Receipt {
        private final Committed committed;
        private final InFlight.Ticket ticket;

        Sent(Committed committed, InFlight.Ticket ticket) {
            this.committed = committed;
            this.ticket = ticket;
        }

        @Override
        public void acknowledged() {
            inFlight.acknowledged(ticket);
            // There are as many of these as there are events.
            if (waitsForRoom) {
                wake();
            }
        }

        @Override
        public void refused(Exception why) {
            // Heeded from an abandoned destination, too: a batch may fail for the one record in it.
            refusals.add(new Refusal(committed, ticket, why));
            wake();
        }

        @Override
        public void failed(Exception why) {
            if (inFlight.isCurrent(ticket)) {
                failure.compareAndSet(null, why);
                wake();
            }
        }
    }
}
