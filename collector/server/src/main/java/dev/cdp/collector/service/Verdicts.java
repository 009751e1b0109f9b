package dev.cdp.collector.service;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.collector.service.auth.Authenticator.Authenticated;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.collector.service.event.Candidate;
import dev.cdp.collector.service.event.DeadLetters;
import dev.cdp.collector.service.event.Envelopes;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventType;
import java.util.ArrayList;
import java.util.List;

/** What was decided of each event of one request. Events received = accepted + rejected + dropped. */
final class Verdicts {
    private final Submission submission;
    private final Authenticated by;
    private final LimitSettings limits;
    private final Candidate[] candidates;
    private final Refusal[] refusals;

    /**
     * Why an event was not accepted.
     *
     * @param messageId as sent, or empty
     * @param letter null for what does not become a dead letter
     */
    private record Refusal(CollectorException why, String messageId, DeadLetter letter) {}

    Verdicts(Submission submission, Authenticated by, LimitSettings limits, int events) {
        this.submission = submission;
        this.by = by;
        this.limits = limits;
        this.candidates = new Candidate[events];
        this.refusals = new Refusal[events];
    }

    void fits(Candidate candidate) {
        candidates[candidate.raw().index()] = candidate;
    }

    void refused(RawEvent raw, CollectorException why) {
        candidates[raw.index()] = null;
        refusals[raw.index()] = why.status() == Status.INVALID ? withLetter(raw, why) : withoutLetter(raw, why);
    }

    private Refusal withLetter(RawEvent raw, CollectorException why) {
        DeadLetter letter = letter(raw, why);
        return DeadLetters.fits(letter, limits.payloadInRecordBytes())
                ? new Refusal(why, sentId(raw), letter)
                : withoutLetter(raw, CollectorException.tooLarge(why.field(), why.getMessage()));
    }

    private static Refusal withoutLetter(RawEvent raw, CollectorException why) {
        return new Refusal(why, sentId(raw), null);
    }

    /** The same each time the same bytes are sent; a dead letter without one has another each time. */
    private static String sentId(RawEvent raw) {
        return DeadLetters.readable(raw.json().path("messageId"));
    }

    private DeadLetter letter(RawEvent raw, CollectorException why) {
        String type = submission
                .endpoint()
                .type()
                .map(EventType::wireName)
                .orElseGet(() -> DeadLetters.readable(raw.json().path("type")));
        return DeadLetters.of(
                by.source(), by.writeKey(), type, raw.json(), raw.text().text(), why, submission.receivedAt());
    }

    /** What has passed so far. */
    List<Candidate> candidates() {
        List<Candidate> passed = new ArrayList<>(candidates.length);
        for (Candidate candidate : candidates) {
            if (candidate != null) {
                passed.add(candidate);
            }
        }
        return passed;
    }

    /** What was decided, when nothing more is to come. */
    Decision decision() {
        List<LogEntry> entries = new ArrayList<>(candidates.length);
        List<DeadLetter> letters = new ArrayList<>(0);
        List<Receipt.Rejected> rejected = new ArrayList<>(0);
        for (int i = 0; i < candidates.length; i++) {
            if (candidates[i] != null) {
                entries.add(new LogEntry.Accepted(
                        envelope(candidates[i]), submission.trace().correlation()));
                continue;
            }
            Refusal refusal = refusals[i];
            if (refusal.letter() != null) {
                entries.add(new LogEntry.Rejected(refusal.letter()));
                letters.add(refusal.letter());
            }
            CollectorException why = refusal.why();
            rejected.add(new Receipt.Rejected(i, refusal.messageId(), why.getMessage(), why.field()));
        }
        return new Decision(
                entries,
                letters,
                candidates.length - entries.size(),
                messageId(),
                rejected.isEmpty() ? Receipt.WHOLE : new Receipt(rejected),
                submission.endpoint().isBatch() || refusals[0] == null ? null : refusals[0].why());
    }

    private Envelope envelope(Candidate candidate) {
        return Envelopes.of(
                by.source(),
                candidate,
                submission.endpoint().channel(),
                submission.receivedAt(),
                submission.ip(),
                submission.userAgent());
    }

    /** Of a single event its message id; of a batch, empty. */
    private String messageId() {
        if (submission.endpoint().isBatch()) {
            return "";
        }
        if (candidates[0] != null) {
            return candidates[0].messageId();
        }
        return refusals[0].letter() == null
                ? refusals[0].messageId()
                : refusals[0].letter().messageId();
    }
}
