package dev.cdp.admin.service.workspace;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SourceRepository;
import dev.cdp.admin.repo.SourceRow;
import dev.cdp.admin.repo.WriteKeyRepository;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.live.Invalidation;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** Sources. Collectors are told of each change. */
@Singleton
public class SourceService {
    private final SourceRepository sources;
    private final WriteKeyRepository keys;
    private final Changes changes;

    SourceService(SourceRepository sources, WriteKeyRepository keys, Changes changes) {
        this.sources = sources;
        this.keys = keys;
        this.changes = changes;
    }

    /** A source. */
    @Serdeable
    public record SourceView(
            String id,
            String name,
            String schemaMode,
            String ipPolicy,
            boolean enabled,
            Instant createdAt,
            long version) {
        static SourceView of(SourceRow row) {
            return new SourceView(
                    row.id(),
                    row.name(),
                    row.schemaMode(),
                    row.ipPolicy(),
                    row.enabled(),
                    row.createdAt(),
                    row.version());
        }
    }

    /** What is to change; what is null stays. */
    public record Edit(String name, String schemaMode, String ipPolicy, Boolean enabled) {}

    public Page<SourceView> list(Access by, String part, Paging paging) {
        return Page.of(
                sources.list(by.workspaceId(), Paging.like(part), paging.position(), paging.oneMore()),
                paging,
                SourceRow::id,
                SourceView::of);
    }

    public SourceView get(Access by, String id) {
        return SourceView.of(find(by, id));
    }

    public SourceView create(Access by, Once once, String name, String schemaMode, String ipPolicy) {
        return changes.create(by, once, SourceView.class, change -> {
            SourceRow row = sources.save(new SourceRow(
                    Ids.slug(name), by.workspaceId(), name.strip(), schemaMode, ipPolicy, true, Instant.now(), 1));
            change.audit(
                    "source.create",
                    row.id(),
                    Map.of("name", row.name(), "schema_mode", schemaMode, "ip_policy", ipPolicy));
            return SourceView.of(row);
        });
    }

    public SourceView change(Access by, String id, Edit edit, long version) {
        return changes.apply(by, change -> {
            SourceRow before = sources.lock(by.workspaceId(), id).orElseThrow(SourceService::notFound);
            String name = edit.name() == null ? before.name() : edit.name().strip();
            String mode = edit.schemaMode() == null ? before.schemaMode() : edit.schemaMode();
            String ipPolicy = edit.ipPolicy() == null ? before.ipPolicy() : edit.ipPolicy();
            boolean enabled = edit.enabled() == null ? before.enabled() : edit.enabled();
            if (sources.change(by.workspaceId(), id, name, mode, ipPolicy, enabled, version) == 0) {
                throw Problem.changed();
            }
            change.audit(
                    "source.change",
                    id,
                    Map.of("name", name, "schema_mode", mode, "ip_policy", ipPolicy, "enabled", enabled));
            change.invalidate(new Invalidation.SourceChanged(by.workspaceId(), id));
            return get(by, id);
        });
    }

    /** Deletes it with its keys. */
    public void delete(Access by, String id) {
        changes.apply(by, change -> {
            SourceRow row = sources.lock(by.workspaceId(), id).orElseThrow(SourceService::notFound);
            keys.all(id)
                    .forEach(key -> change.invalidate(
                            new Invalidation.WriteKeyChanged(HexFormat.of().formatHex(key.keySha256()))));
            sources.delete(by.workspaceId(), id);
            change.invalidate(new Invalidation.SourceChanged(by.workspaceId(), id));
            return change.audit("source.delete", id, Map.of("name", row.name()));
        });
    }

    /** @throws Problem when this workspace has none of that id */
    SourceRow find(Access by, String id) {
        return sources.find(by.workspaceId(), id).orElseThrow(SourceService::notFound);
    }

    static Problem notFound() {
        return Problem.notFound("source");
    }
}
