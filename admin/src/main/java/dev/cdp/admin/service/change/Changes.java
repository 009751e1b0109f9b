package dev.cdp.admin.service.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.AuditRepository;
import dev.cdp.admin.repo.OutboxRepository;
import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecordCodec;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.function.Function;

/**
 * Changes things: rows, audit entries and the jobs' records are committed together or not at all. After the commit the
 * collectors are told, which may be lost (their time to live makes up for it), and the outbox is drained, which may be
 * repeated and is never lost.
 */
@Singleton
public class Changes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TransactionOperations<Connection> transactions;
    private final AuditRepository audit;
    private final OutboxRepository outbox;
    private final Answers answers;
    private final Announcements announcements;

    Changes(
            TransactionOperations<Connection> transactions,
            AuditRepository audit,
            OutboxRepository outbox,
            Answers answers,
            Announcements announcements) {
        this.transactions = transactions;
        this.audit = audit;
        this.outbox = outbox;
        this.answers = answers;
        this.announcements = announcements;
    }

    /** Does the work in one transaction with all that it leaves in the change. */
    public <T> T apply(Access by, Function<Change, T> work) {
        Change change = new Change(by);
        T answer = transactions.executeWrite(status -> applyWithin(change, work));
        announce(change);
        return answer;
    }

    /**
     * Makes something, once: the same request with the same key again gets the same answer.
     *
     * @param type of the answer
     * @throws Problem when the key was used for another request
     */
    public <T> T create(Access by, Once once, Class<T> type, Function<Change, T> work) {
        if (once.key().isEmpty()) {
            return apply(by, work);
        }
        Change change = new Change(by);
        T answer = transactions.executeWrite(
                status -> answers.once(by.principal().subject(), once, type, () -> applyWithin(change, work)));
        announce(change);
        return answer;
    }

    private <T> T applyWithin(Change change, Function<Change, T> work) {
        T answer = work.apply(change);
        if (change.entries().isEmpty()) {
            throw new IllegalStateException("a change without an audit entry");
        }
        for (Change.Entry entry : change.entries()) {
            audit.add(
                    Ids.next("au"),
                    entry.workspaceId(),
                    change.by().principal().label(),
                    change.by().principal().kind(),
                    entry.action(),
                    entry.target(),
                    json(entry.details()));
        }
        for (Change.Config config : change.configs()) {
            outbox.add(
                    Topics.CONFIG,
                    config.key(),
                    config.config() == null
                            ? null
                            : new String(ConfigRecordCodec.write(config.config()), StandardCharsets.UTF_8));
        }
        return answer;
    }

    private void announce(Change change) {
        announcements.publish(change.invalidations(), !change.configs().isEmpty());
    }

    private static String json(Object details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details that are no JSON", e);
        }
    }
}
