package dev.cdp.collector.service;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.log.EventLog;
import dev.cdp.collector.service.auth.Authenticator.Authenticated;
import dev.cdp.collector.service.body.Endpoint;
import dev.cdp.collector.service.body.ParsedBody;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.collector.service.event.Candidate;
import dev.cdp.collector.service.event.EventCheck;
import dev.cdp.collector.service.event.EventTimes;
import dev.cdp.collector.service.schema.Misfit;
import dev.cdp.collector.service.schema.SchemaCheck;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes the events of one request, a single one being a batch of one: each stands alone, and all are
 * appended together.
 */
@Singleton
class Batches {
    /** How many times its own size a batch may grow to by the context that is added to each event. */
    private static final int MAX_GROWTH = 16;

    private final EventCheck check;
    private final SchemaCheck schemas;
    private final EventLog log;
    private final ExecutorService database;
    private final IngestMetrics metrics;
    private final LimitSettings limits;

    Batches(
            EventCheck check,
            SchemaCheck schemas,
            EventLog log,
            @Named("database") ExecutorService database,
            IngestMetrics metrics,
            LimitSettings limits) {
        this.check = check;
        this.schemas = schemas;
        this.log = log;
        this.database = database;
        this.metrics = metrics;
        this.limits = limits;
    }

    CompletionStage<Receipt> accept(Submission submission, Authenticated by, ParsedBody body) {
        Endpoint endpoint = submission.endpoint();
        Verdicts verdicts = new Verdicts(submission, by, limits, body.events().size());
        if (endpoint.isBatch()) {
            EventTimes.requireInTime(body.sentAt(), submission.receivedAt(), endpoint.channel());
        }
        checkEach(submission, by.source().ipPolicy(), body, verdicts);
        List<Candidate> unclear = checkSchemasInMemory(by, verdicts);
        if (unclear.isEmpty()) {
            return append(submission, verdicts.decision());
        }
        return onDatabaseThread(() -> unclear.forEach(candidate -> checkSchema(by, candidate, verdicts)))
                .thenCompose(checked -> append(submission, verdicts.decision()));
    }

    private void checkEach(Submission submission, IpPolicy ipPolicy, ParsedBody body, Verdicts verdicts) {
        long stored = 0;
        for (RawEvent raw : body.events()) {
            try {
                Candidate candidate = check.check(submission.endpoint(), body, raw, ipPolicy, submission.receivedAt());
                stored += candidate.payload().utf8().length;
                verdicts.fits(candidate);
            } catch (CollectorException e) {
                verdicts.refused(raw, e);
            }
            if (stored > (long) MAX_GROWTH * limits.batchBytes()) {
                throw CollectorException.tooLarge("context", "the context, added to each event, is too large");
            }
        }
    }

    private List<Candidate> checkSchemasInMemory(Authenticated by, Verdicts verdicts) {
        List<Candidate> unclear = new ArrayList<>();
        for (Candidate candidate : verdicts.candidates()) {
            try {
                Optional<List<Misfit>> misfits =
                        schemas.checkInMemory(by.source(), key(by, candidate), candidate.fields());
                if (misfits.isEmpty()) {
                    unclear.add(candidate);
                } else {
                    keep(candidate, misfits.get(), verdicts);
                }
            } catch (CollectorException e) {
                verdicts.refused(candidate.raw(), e);
            }
        }
        return unclear;
    }

    private void checkSchema(Authenticated by, Candidate candidate, Verdicts verdicts) {
        try {
            keep(candidate, schemas.check(by.source(), key(by, candidate), candidate.fields()), verdicts);
        } catch (CollectorException e) {
            verdicts.refused(candidate.raw(), e);
        }
    }

    private void keep(Candidate candidate, List<Misfit> misfits, Verdicts verdicts) {
        if (!misfits.isEmpty()) {
            verdicts.fits(check.keep(candidate, misfits));
        }
    }

    private static SchemaKey key(Authenticated by, Candidate candidate) {
        return candidate.schemaKey(by.source().workspaceId());
    }

    private CompletionStage<Void> onDatabaseThread(Runnable task) {
        try {
            return CompletableFuture.runAsync(task, database);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(CollectorException.unavailable("too many look-ups are waiting", e));
        }
    }

    private CompletionStage<Receipt> append(Submission submission, Decision decision) {
        submission.trace().event(submission.endpoint().wireName(), decision.messageId());
        return log.append(decision.entries(), submission.answerOn()).thenApply(stored -> {
            metrics.count(decision);
            submission.trace().counted(decision.accepted(), decision.rejected() + decision.dropped());
            return decision.answer();
        });
    }
}
