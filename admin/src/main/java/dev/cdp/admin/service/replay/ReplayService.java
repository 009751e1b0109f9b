package dev.cdp.admin.service.replay;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.ReplayRepository;
import dev.cdp.admin.repo.ReplayRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Begins replays and tells how far they are; {@link ReplayRunner} does them. */
@Singleton
public class ReplayService {
    private final ReplayRepository replays;
    private final FailedEvents failures;
    private final Changes changes;

    ReplayService(ReplayRepository replays, FailedEvents failures, Changes changes) {
        this.replays = replays;
        this.failures = failures;
        this.changes = changes;
    }

    /** A replay. */
    @Serdeable
    public record Replay(
            String id,
            String state,
            long total,
            long sent,
            long refused,
            String error,
            String createdBy,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        static Replay of(ReplayRow row) {
            return new Replay(
                    row.id(),
                    row.state(),
                    row.total(),
                    row.sent(),
                    row.refused(),
                    row.error(),
                    row.createdBy(),
                    row.createdAt(),
                    row.finishedAt());
        }
    }

    /**
     * As in the search of dead letters; null asks for nothing.
     *
     * @param from rejected not before; null: since ever
     * @param to rejected before; null: until now
     */
    @Serdeable
    public record Match(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String sourceId,
            @Nullable String event,
            @Nullable String field,
            @Nullable String functionId,
            @Nullable String destinationId,
            @Nullable String messageId) {}

    /** @throws Problem when nothing is selected */
    public Replay create(Access by, Once once, List<String> ids, Match match) {
        Selection selection = match == null ? ofIds(ids) : matching(match);
        long total = failures.count(by.workspaceId(), selection);
        if (total == 0) {
            throw Problem.conflict("", "there are no such dead letters");
        }
        return changes.create(by, once, Replay.class, change -> {
            String id = Ids.next("rp");
            replays.insert(
                    id,
                    by.workspaceId(),
                    selection.json(),
                    total,
                    by.principal().label());
            change.audit("replay.create", id, Map.of("dead_letters", total));
            return get(by, id);
        });
    }

    public Page<Replay> list(Access by, Paging paging) {
        return Page.of(
                replays.list(by.workspaceId(), paging.before(), paging.oneMore()), paging, ReplayRow::id, Replay::of);
    }

    public Replay get(Access by, String id) {
        return replays.find(by.workspaceId(), id).map(Replay::of).orElseThrow(() -> Problem.notFound("replay"));
    }

    /** @throws Problem when it has ended already */
    public Replay cancel(Access by, String id) {
        get(by, id);
        return changes.apply(by, change -> {
            if (replays.end(id, "cancelled") == 0) {
                throw Problem.conflict("", "this replay has ended already");
            }
            change.audit("replay.cancel", id, Map.of());
            return get(by, id);
        });
    }

    private static Selection ofIds(List<String> ids) {
        for (String id : ids) {
            if (!id.matches("[0-9a-f-]{36}\\.[0-9a-f]{32}")) {
                throw Problem.invalid("ids", "this is no id of a dead letter: " + id);
            }
        }
        return new Selection(ids, 0, now(), "", "", "", "", "", "", "", "");
    }

    private static Selection matching(Match match) {
        long from = match.from() == null ? 0 : match.from().toEpochMilli();
        long to = match.to() == null ? now() : Math.min(match.to().toEpochMilli(), now());
        if (from >= to) {
            throw Problem.invalid("from", "from must be before to, and in the past");
        }
        return new Selection(
                List.of(),
                from,
                to,
                text(match.stage()),
                text(match.reason()),
                text(match.sourceId()),
                text(match.event()),
                text(match.field()),
                text(match.functionId()),
                text(match.destinationId()),
                text(match.messageId()));
    }

    private static long now() {
        return Instant.now().toEpochMilli() + 1;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
