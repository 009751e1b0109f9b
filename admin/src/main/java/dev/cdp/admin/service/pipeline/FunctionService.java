package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.ConnectionRepository;
import dev.cdp.admin.repo.FunctionRepository;
import dev.cdp.admin.repo.FunctionRow;
import dev.cdp.admin.repo.FunctionSummaryRow;
import dev.cdp.admin.repo.FunctionVersionRow;
import dev.cdp.admin.service.change.Change;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.config.FunctionConfig;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Functions. Each change is a new version, whose code is kept; the jobs are told of each. */
@Singleton
public class FunctionService {
    private final FunctionRepository functions;
    private final ConnectionRepository connections;
    private final FunctionRunner runner;
    private final Changes changes;

    FunctionService(
            FunctionRepository functions, ConnectionRepository connections, FunctionRunner runner, Changes changes) {
        this.functions = functions;
        this.connections = connections;
        this.runner = runner;
        this.changes = changes;
    }

    /** A function. */
    @Serdeable
    public record FunctionView(
            String id,
            String name,
            String code,
            Map<String, Object> props,
            int timeoutMs,
            long version,
            Instant createdAt,
            Instant updatedAt,
            String updatedBy) {
        static FunctionView of(FunctionRow row) {
            return new FunctionView(
                    row.id(),
                    row.name(),
                    row.code(),
                    Jsons.object(row.props()),
                    row.timeoutMs(),
                    row.version(),
                    row.createdAt(),
                    row.updatedAt(),
                    row.updatedBy());
        }
    }

    /** A function without its code. */
    @Serdeable
    public record FunctionSummary(
            String id, String name, long version, Instant createdAt, Instant updatedAt, String updatedBy) {
        static FunctionSummary of(FunctionSummaryRow row) {
            return new FunctionSummary(
                    row.id(), row.name(), row.version(), row.createdAt(), row.updatedAt(), row.updatedBy());
        }
    }

    /** One version's code and what it ran with. */
    @Serdeable
    public record FunctionVersion(
            long version, String code, Map<String, Object> props, int timeoutMs, Instant createdAt, String createdBy) {
        static FunctionVersion of(FunctionVersionRow row) {
            return new FunctionVersion(
                    row.version(),
                    row.code(),
                    Jsons.object(row.props()),
                    row.timeoutMs(),
                    row.createdAt(),
                    row.createdBy());
        }
    }

    public Page<FunctionSummary> list(Access by, String part, Paging paging) {
        return Page.of(
                functions.list(by.workspaceId(), Paging.like(part), paging.before(), paging.oneMore()),
                paging,
                FunctionSummaryRow::id,
                FunctionSummary::of);
    }

    public FunctionView get(Access by, String id) {
        return FunctionView.of(find(by, id));
    }

    /** @throws Problem when it does not compile */
    public FunctionView create(Access by, Once once, FunctionEdit edit) {
        runner.requireCompiles(by.workspaceId(), edit.code());
        FunctionEdit.Settings made = edit.onItsOwn();
        return changes.create(by, once, FunctionView.class, change -> {
            String id = Ids.next("fn");
            functions.insert(
                    id,
                    by.workspaceId(),
                    made.name(),
                    made.code(),
                    made.props(),
                    made.timeoutMs(),
                    by.principal().label());
            FunctionRow row = keep(change, id);
            change.audit("function.create", row.id(), Map.of("name", row.name()));
            return FunctionView.of(row);
        });
    }

    /**
     * Saves a new version.
     *
     * @throws Problem when it does not compile, or was changed meanwhile
     */
    public FunctionView change(Access by, String id, FunctionEdit edit, long version) {
        if (edit.code() != null) {
            runner.requireCompiles(by.workspaceId(), edit.code());
        }
        return changes.apply(by, change -> {
            FunctionRow before = lock(by, id);
            FunctionRow after = save(change, id, edit.over(before), version);
            change.audit("function.change", id, Map.of("name", after.name(), "version", after.version()));
            return FunctionView.of(after);
        });
    }

    /** Makes an earlier version the newest one: its code and what it ran with. */
    public FunctionView rollBack(Access by, String id, long to, long version) {
        return changes.apply(by, change -> {
            FunctionRow before = lock(by, id);
            FunctionVersionRow earlier =
                    functions.findVersion(id, to).orElseThrow(() -> Problem.notFound("version of this function"));
            FunctionRow after = save(change, id, FunctionEdit.of(before.name(), earlier), version);
            change.audit("function.rollback", id, Map.of("to", to, "version", after.version()));
            return FunctionView.of(after);
        });
    }

    /** @throws Problem when a connection uses it */
    public void delete(Access by, String id) {
        changes.apply(by, change -> {
            FunctionRow row = lock(by, id);
            if (connections.countWithFunction(by.workspaceId(), id) > 0) {
                throw Problem.conflict("", "a connection uses this function: take it out there first");
            }
            functions.delete(by.workspaceId(), id);
            change.untell("function", by.workspaceId(), id);
            return change.audit("function.delete", id, Map.of("name", row.name()));
        });
    }

    public Page<FunctionVersion> versions(Access by, String id, Paging paging) {
        find(by, id);
        long before = Long.MAX_VALUE;
        try {
            before = paging.position().isEmpty() ? before : Long.parseLong(paging.position());
        } catch (NumberFormatException e) {
            throw Problem.invalid("cursor", "this is no next_cursor of a page");
        }
        return Page.of(
                functions.versions(id, before, paging.oneMore()),
                paging,
                row -> Long.toString(row.version()),
                FunctionVersion::of);
    }

    private FunctionRow save(Change change, String id, FunctionEdit.Settings settings, long version) {
        Access by = change.by();
        long changed = functions.change(
                by.workspaceId(),
                id,
                settings.name(),
                settings.code(),
                settings.props(),
                settings.timeoutMs(),
                by.principal().label(),
                version);
        if (changed == 0) {
            throw Problem.changed();
        }
        return keep(change, id);
    }

    /** Keeps what was written as a version, and tells the jobs. */
    private FunctionRow keep(Change change, String id) {
        FunctionRow row = lock(change.by(), id);
        functions.keepVersion(row.workspaceId(), id);
        change.tell(new FunctionConfig(
                row.workspaceId(), row.id(), row.version(), row.name(), row.code(), row.props(), row.timeoutMs()));
        return row;
    }

    private FunctionRow find(Access by, String id) {
        return functions.find(by.workspaceId(), id).orElseThrow(FunctionService::notFound);
    }

    private FunctionRow lock(Access by, String id) {
        return functions.lock(by.workspaceId(), id).orElseThrow(FunctionService::notFound);
    }

    private static Problem notFound() {
        return Problem.notFound("function");
    }
}
