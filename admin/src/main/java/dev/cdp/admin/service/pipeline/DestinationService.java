package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.config.DestinationLimits;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.DestinationRepository;
import dev.cdp.admin.repo.DestinationRow;
import dev.cdp.admin.service.change.Change;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.config.DestinationConfig;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Destinations. Their settings go to the jobs as they are; a secret is a reference in them. */
@Singleton
public class DestinationService {
    private final DestinationRepository destinations;
    private final DestinationSettings settingsRules;
    private final DestinationLimits limits;
    private final Changes changes;

    DestinationService(
            DestinationRepository destinations,
            DestinationSettings settingsRules,
            DestinationLimits limits,
            Changes changes) {
        this.destinations = destinations;
        this.settingsRules = settingsRules;
        this.limits = limits;
        this.changes = changes;
    }

    /** A destination. */
    @Serdeable
    public record DestinationView(
            String id,
            String name,
            String type,
            Map<String, String> settings,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        static DestinationView of(DestinationRow row) {
            return new DestinationView(
                    row.id(),
                    row.name(),
                    row.type(),
                    Jsons.map(row.settings()),
                    row.createdAt(),
                    row.updatedAt(),
                    row.version());
        }
    }

    public Page<DestinationView> list(Access by, String part, Paging paging) {
        return Page.of(
                destinations.list(by.workspaceId(), Paging.like(part), paging.before(), paging.oneMore()),
                paging,
                DestinationRow::id,
                DestinationView::of);
    }

    public DestinationView get(Access by, String id) {
        return DestinationView.of(find(by, id));
    }

    /** @throws Problem when the settings are wrong for the type, or hold a secret's value, or there are too many */
    public DestinationView create(Access by, Once once, String name, String type, Map<String, String> settings) {
        settingsRules.require(by.workspaceId(), type, settings);
        return changes.create(by, once, DestinationView.class, change -> {
            destinations.lockWorkspace(by.workspaceId());
            if (destinations.count(by.workspaceId()) >= limits.most()) {
                throw Problem.conflict(
                        "", "a workspace has at most " + limits.most() + " destinations: an operator can allow more");
            }
            String id = Ids.next("dst");
            destinations.insert(id, by.workspaceId(), name.strip(), type, Jsons.write(settings));
            DestinationRow row = find(by, id);
            tell(change, row);
            change.audit("destination.create", id, Map.of("name", row.name(), "type", type, "settings", settings));
            return DestinationView.of(row);
        });
    }

    /** @param name null: as it is; likewise the settings */
    public DestinationView change(Access by, String id, String name, Map<String, String> settings, long version) {
        return changes.apply(by, change -> {
            DestinationRow before = destinations.lock(by.workspaceId(), id).orElseThrow(DestinationService::notFound);
            if (settings != null) {
                settingsRules.require(by.workspaceId(), before.type(), settings);
            }
            String nameAfter = name == null ? before.name() : name.strip();
            String settingsAfter = settings == null ? before.settings() : Jsons.write(settings);
            if (destinations.change(by.workspaceId(), id, nameAfter, settingsAfter, version) == 0) {
                throw Problem.changed();
            }
            DestinationRow after = find(by, id);
            tell(change, after);
            change.audit("destination.change", id, Map.of("name", nameAfter, "settings", Jsons.map(settingsAfter)));
            return DestinationView.of(after);
        });
    }

    /** @throws Problem when a connection uses it */
    public void delete(Access by, String id) {
        changes.apply(by, change -> {
            DestinationRow row = destinations.lock(by.workspaceId(), id).orElseThrow(DestinationService::notFound);
            destinations.delete(by.workspaceId(), id);
            change.untell("destination", by.workspaceId(), id);
            return change.audit("destination.delete", id, Map.of("name", row.name()));
        });
    }

    private static void tell(Change change, DestinationRow row) {
        change.tell(new DestinationConfig(
                row.workspaceId(), row.id(), row.version(), row.name(), row.type(), Jsons.map(row.settings())));
    }

    private DestinationRow find(Access by, String id) {
        return destinations.find(by.workspaceId(), id).orElseThrow(DestinationService::notFound);
    }

    static Problem notFound() {
        return Problem.notFound("destination");
    }
}
