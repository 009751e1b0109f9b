package dev.cdp.collector.journal;

import dev.cdp.collector.journal.JournalException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on their way to Kafka, safe on the local disk from the moment that their append completes.
 *
 * <p>Guarantee: a record whose append succeeded reaches Kafka at least once, over kills of this
 * process and outages of Kafka of any length, as long as the disk keeps it; what it survives of a
 * power loss is the {@link FsyncPolicy}'s. Records reach Kafka in the order of the journal, repeats
 * aside. A record whose append failed may reach it, too.
 *
 * <p>Failure modes: see {@link JournalException.Reason}; damage of the files loses what is damaged
 * and nothing else. Accounting identity: see {@link JournalListener}. Safe for use by any thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final DirectoryLock lock;
    private final Identity identity;
    private final Segments segments;
    private final ActiveSegment active;
    private final Tail tail;
    private final Intake intake;
    private final InFlight inFlight;
    private final Writer writer;
    private final Forwarder forwarder;
    private final Keeper keeper;
    private final JournalListener listener;
    private final Thread writing;
    private final Thread forwarding;
    private boolean closed;

    private Journal(JournalConfig config, Destination.Factory destination, JournalListener listener, DirectoryLock lock)
            throws IOException {
        Path directory = config.directory();
        this.lock = lock;
        this.listener = listener;
        SegmentFiles files = new SegmentFiles(directory, listener);
        this.identity = Identity.next(directory, config.instance(), files.highestEpoch());
        this.segments = files.load(identity.journal());
        CursorFile cursorFile = new CursorFile(directory, identity.journal());
        Start start = Start.of(segments, cursorFile);
        listener.recovered(start.next() - start.cursor());

        DamageLog damages = new DamageLog(listener);
        this.tail = new Tail(config.memory().tailBytes(), start.next() - 1);
        this.intake = new Intake(config.memory().queueBytes());
        this.inFlight = new InFlight(config, listener, start.cursor());
        Source source = new Source(tail, segments, damages, inFlight::lostUpTo, start.cursor());
        Trimmer trimmer = new Trimmer(segments, inFlight::cursor, config.disk().trimGrace());
        this.forwarder = new Forwarder(
                destination, source, inFlight, trimmer, new Quarantine(directory), listener, config.times());
        this.active = new ActiveSegment(config, identity, segments, inFlight::cursor, damages, listener);
        this.writer = new Writer(
                config, identity, intake, active, segments, trimmer, tail, forwarder::wake, listener, start.next());
        this.keeper = new Keeper(config, cursorFile, inFlight, trimmer, active, intake);
        this.writing = thread(writer, "journal-writer");
        this.forwarding = thread(forwarder, "journal-forwarder");
    }

    /**
     * Opens a journal, recovers what is in it, and begins to forward it.
     *
     * @throws JournalException when the directory can't be used, by another collector's lock say
     */
    public static Journal open(JournalConfig config, Destination.Factory destination, JournalListener listener) {
        try {
            Files.createDirectories(config.directory());
            Durable.syncDirectory(config.directory());
            DirectoryLock lock = DirectoryLock.take(config.directory());
            try {
                Journal journal = new Journal(config, destination, listener, lock);
                journal.start(config.directory());
                return journal;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new JournalException(
                    Reason.NOT_OPENED, "the journal directory " + config.directory() + " can't be used", e);
        }
    }

    private void start(Path directory) {
        LOG.info(
                "journal of {} epoch {}: {} records to be forwarded",
                identity.instance(),
                identity.epoch(),
                tail.end() + 1 - inFlight.cursor());
        writing.start();
        QuarantineRetry.begin(directory, this);
        forwarding.start();
        keeper.start();
    }

    /**
     * Appends the entries, answering on the journal's writer thread: what depends on the answer must
     * be quick.
     *
     * @see #append(List, Executor)
     */
    public CompletionStage<Void> append(List<? extends JournalEntry> entries) {
        return append(entries, Runnable::run);
    }

    /**
     * Appends the entries, all or none, in their order. Never blocks.
     *
     * @param answerOn runs what depends on the answer; the answers of one group to one executor are one
     *     task
     * @return completes when they are safe. Fails with a {@link JournalException}; the records may be
     *     kept even then
     */
    public CompletionStage<Void> append(List<? extends JournalEntry> entries, Executor answerOn) {
        Append append = new Append(List.copyOf(entries), answerOn);
        Optional<JournalException> refusal = intake.offer(append);
        if (refusal.isPresent()) {
            listener.refused(refusal.get().reason());
            return CompletableFuture.failedFuture(refusal.get());
        }
        return append.done();
    }

    /**
     * Sends everything that is still in the journal again, also what Kafka acknowledged: for a broker
     * that lost its end. Repeats are recognised by their event ids.
     */
    public void resendRetained() {
        forwarder.resendRetained();
    }

    /** The collector's stable name, as its events' origins have it. */
    public String instance() {
        return identity.instance();
    }

    /** Of this start. */
    public long epoch() {
        return identity.epoch();
    }

    public JournalStatus status() {
        long oldest = inFlight.oldest();
        long age = oldest == 0 ? 0 : Math.max(0, System.currentTimeMillis() - oldest);
        long synced = active.synced();
        // Read after what is subtracted from it, so that no difference is below zero.
        long cursor = inFlight.cursor();
        long next = tail.end() + 1;
        return new JournalStatus(
                intake.refusing(),
                next - cursor,
                synced,
                Math.max(0, next - synced),
                segments.bytes(),
                Duration.ofMillis(age),
                forwarder.isReplaying());
    }

    /** Closes within 10 s. */
    @Override
    public void close() {
        close(CLOSE_TIMEOUT);
    }

    /**
     * Takes no more, writes what was taken, and gives Kafka this long to acknowledge it; the rest is
     * forwarded by the next start.
     */
    public synchronized void close(Duration timeout) {
        if (closed) {
            return;
        }
        closed = true;
        long deadline = System.nanoTime() + timeout.toNanos();
        intake.close(new JournalException(Reason.CLOSED, "the collector is stopping"));
        writer.close();
        try {
            writing.join();
            drain(deadline);
            forwarder.stop();
            forwarding.join();
            keeper.close();
            lock.close();
        } catch (IOException e) {
            LOG.warn("closing the journal failed; its next start repeats some records", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(long deadline) throws InterruptedException {
        while (inFlight.cursor() <= tail.end() && System.nanoTime() - deadline < 0) {
            forwarding.join(5);
        }
        long left = tail.end() + 1 - inFlight.cursor();
        if (left > 0) {
            LOG.warn("{} records are left in the journal; the next start forwards them", left);
        }
    }

    private static Thread thread(Runnable runnable, String name) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }
}
