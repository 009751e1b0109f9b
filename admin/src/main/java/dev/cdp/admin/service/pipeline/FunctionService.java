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
            String id, String name, String code, long version, Instant createdAt, Instant updatedAt, String updatedBy) {
        static FunctionView of(FunctionRow row) {
            return new FunctionView(
                    row.id(), row.name(), row.code(), row.version(), row.createdAt(), row.updatedAt(), row.updatedBy());
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

    /** One version's code. */
    @Serdeable
    public record FunctionVersion(long version, String code, Instant createdAt, String createdBy) {
        static FunctionVersion of(FunctionVersionRow row) {
            return new FunctionVersion(row.version(), row.code(), row.createdAt(), row.createdBy());
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
    public FunctionView create(Access by, Once once, String name, String code) {
        runner.requireCompiles(by.workspaceId(), code);
        return changes.create(by, once, FunctionView.class, change -> {
            Instant now = Instant.now();
            String author = by.principal().label();
            FunctionRow row = functions.save(
                    new FunctionRow(Ids.next("fn"), by.workspaceId(), name.strip(), code, 1, now, now, author));
            functions.addVersion(row.id(), 1, code, author);
            tell(change, row);
            change.audit("function.create", row.id(), Map.of("name", row.name()));
            return FunctionView.of(row);
        });
    }

    /**
     * Saves a new version.
     *
     * @param name null: as it is; likewise the code
     * @throws Problem when it does not compile, or was changed meanwhile
     */
    public FunctionView change(Access by, String id, String name, String code, long version) {
        if (code != null) {
            runner.requireCompiles(by.workspaceId(), code);
        }
        return changes.apply(by, change -> {
            FunctionRow before = lock(by, id);
            FunctionRow after = save(
                    change,
                    before,
                    name == null ? before.name() : name.strip(),
                    code == null ? before.code() : code,
                    version);
            change.audit("function.change", id, Map.of("name", after.name(), "version", after.version()));
            return FunctionView.of(after);
        });
    }

    /** Makes the code of an earlier version the newest one. */
    public FunctionView rollBack(Access by, String id, long to, long version) {
        return changes.apply(by, change -> {
            FunctionRow before = lock(by, id);
            FunctionVersionRow earlier =
                    functions.findVersion(id, to).orElseThrow(() -> Problem.notFound("version of this function"));
            FunctionRow after = save(change, before, before.name(), earlier.code(), version);
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

    private FunctionRow save(Change change, FunctionRow before, String name, String code, long version) {
        String author = change.by().principal().label();
        if (functions.change(before.workspaceId(), before.id(), name, code, author, version) == 0) {
            throw Problem.changed();
        }
        FunctionRow after = lock(change.by(), before.id());
        functions.addVersion(after.id(), after.version(), code, author);
        tell(change, after);
        return after;
    }

    private static void tell(Change change, FunctionRow row) {
        change.tell(new FunctionConfig(row.workspaceId(), row.id(), row.version(), row.name(), row.code(), "{}", 0));
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
