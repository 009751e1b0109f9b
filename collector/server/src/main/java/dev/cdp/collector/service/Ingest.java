package dev.cdp.collector.service;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.collector.log.EventLog;
import dev.cdp.collector.log.LogEntry;
import dev.cdp.collector.ratelimit.RateLimiter;
import dev.cdp.collector.service.auth.Authenticator;
import dev.cdp.collector.service.auth.Authenticator.Authenticated;
import dev.cdp.collector.service.auth.Credentials;
import dev.cdp.collector.service.body.BodyParser;
import dev.cdp.collector.service.body.ParsedBody;
import dev.cdp.collector.service.event.DeadLetters;
import dev.cdp.contract.DeadLetter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The one way in: authenticate, read, hold to the rate limit, check each event, append, and only then answer. */
@Singleton
public class Ingest {
    private static final String MASKED = "***";

    private final Authenticator authenticator;
    private final BodyParser parser;
    private final RateLimiter limiter;
    private final Batches batches;
    private final EventLog log;
    private final IngestMetrics metrics;
    private final LimitSettings limits;

    Ingest(
            Authenticator authenticator,
            BodyParser parser,
            RateLimiter limiter,
            Batches batches,
            EventLog log,
            IngestMetrics metrics,
            LimitSettings limits) {
        this.authenticator = authenticator;
        this.parser = parser;
        this.limiter = limiter;
        this.batches = batches;
        this.log = log;
        this.metrics = metrics;
        this.limits = limits;
    }

    /** A body, or why it can't be read. */
    private record Reading(ParsedBody body, CollectorException failure) {

        /** How many count for the rate limit: those that are refused later too, and a dead letter for one. */
        int events() {
            if (failure == null) {
                return body.events().size();
            }
            return failure.status() == Status.INVALID ? 1 : 0;
        }
    }

    /**
     * Accepts the events of a request.
     *
     * @return completes when every accepted event, and the dead letter of every rejected one, is
     *     safe; fails with a {@link CollectorException}
     */
    public CompletionStage<Receipt> accept(Submission submission) {
        // A key in a header spares the parsing of what nobody may send.
        Reading early = submission.credentials().header().isEmpty() ? read(submission) : null;
        List<String> writeKeys = writeKeys(submission.credentials(), early);
        if (writeKeys.isEmpty()) {
            return CompletableFuture.failedFuture(noWriteKey(early));
        }
        return authenticator.authenticate(writeKeys).thenCompose(by -> {
            submission.trace().authenticated(by.source(), by.writeKey());
            Reading reading = early == null ? read(submission) : early;
            return limiter.admit(by.source(), reading.events())
                    .thenCompose(admitted -> reading.failure() == null
                            ? batches.accept(submission, by, reading.body())
                            : refuse(submission, by, reading.failure()));
        });
    }

    private Reading read(Submission submission) {
        try {
            ParsedBody body = parser.parse(submission.endpoint(), submission.body());
            return new Reading(body, body.problem().orElse(null));
        } catch (CollectorException e) {
            return new Reading(null, e);
        }
    }

    private static List<String> writeKeys(Credentials credentials, Reading reading) {
        if (reading == null) {
            return credentials.header();
        }
        String inBody = reading.body() == null ? "" : reading.body().writeKey();
        if (!inBody.isEmpty() && !inBody.contains(MASKED)) {
            return List.of(inBody);
        }
        return credentials.query().isEmpty() ? List.of() : List.of(credentials.query());
    }

    private static CollectorException noWriteKey(Reading reading) {
        if (reading.failure() == null) {
            return CollectorException.unauthorized("no write key");
        }
        if (reading.failure().status() == Status.TOO_LARGE) {
            return reading.failure();
        }
        return CollectorException.unauthorized(
                "no write key in a header, and " + reading.failure().getMessage());
    }

    private CompletionStage<Receipt> refuse(Submission submission, Authenticated by, CollectorException failure) {
        submission.trace().event(submission.endpoint().wireName(), "");
        if (failure.status() != Status.INVALID) {
            return CompletableFuture.failedFuture(failure);
        }
        DeadLetter letter = DeadLetters.of(
                by.source(),
                by.writeKey(),
                submission.endpoint().wireName(),
                new String(submission.body(), StandardCharsets.UTF_8),
                failure,
                submission.receivedAt());
        if (!DeadLetters.fits(letter, limits.payloadInRecordBytes())) {
            return CompletableFuture.failedFuture(CollectorException.tooLarge("", failure.getMessage()));
        }
        return log.append(List.of(new LogEntry.Rejected(letter)), submission.answerOn())
                .thenCompose(stored -> {
                    metrics.count(letter);
                    return CompletableFuture.failedFuture(failure);
                });
    }
}
