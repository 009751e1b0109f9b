package dev.cdp.admin.service.workspace;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.WorkspaceRepository;
import dev.cdp.admin.repo.WorkspaceRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.workspace.Tier;
import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.RateUsage;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Rate limits and how much of them is used. */
@Singleton
public class LimitService {
    private static final double SECONDS_OF_BURST = 5;

    private final WorkspaceRepository workspaces;
    private final Usages usages;
    private final Changes changes;

    LimitService(WorkspaceRepository workspaces, Usages usages, Changes changes) {
        this.workspaces = workspaces;
        this.usages = usages;
        this.changes = changes;
    }

    /** What a workspace may send; null is unlimited. */
    @Serdeable
    public record Limits(
            String tier,
            @Nullable Long eventsPerSecond,
            @Nullable Long eventsPerDay,
            @Nullable Long burst,
            double burstSeconds,
            long version) {
        static Limits of(WorkspaceRow row) {
            return switch (Tier.valueOf(row.tier().toUpperCase(Locale.ROOT))) {
                case DEFAULT -> new Limits(row.tier(), 100L, 1_000_000L, 500L, SECONDS_OF_BURST, row.version());
                case PRO -> new Limits(row.tier(), 500L, 10_000_000L, 2_500L, SECONDS_OF_BURST, row.version());
                case ENTERPRISE -> own(row);
            };
        }

        private static Limits own(WorkspaceRow row) {
            Long perSecond = row.eventsPerSecond();
            Long burst = row.burst() != null || perSecond == null ? row.burst() : Long.valueOf(5 * perSecond);
            double seconds = burst == null || perSecond == null ? SECONDS_OF_BURST : (double) burst / perSecond;
            return new Limits(row.tier(), perSecond, row.eventsPerDay(), burst, seconds, row.version());
        }
    }

    /** What is used now; all zero while nobody knows. */
    @Serdeable
    public record Usage(
            boolean available,
            long windowEvents,
            double windowSeconds,
            long dayEvents,
            double blockedSeconds,
            Limits limits) {}

    /** Of enterprise; null is unlimited. */
    public record Own(Long eventsPerSecond, Long eventsPerDay, Long burst) {
        boolean isEmpty() {
            return eventsPerSecond == null && eventsPerDay == null && burst == null;
        }
    }

    public Limits get(Access by) {
        return Limits.of(find(by));
    }

    public Limits change(Access by, Tier tier, Own own, long version) {
        if (tier != Tier.ENTERPRISE && !own.isEmpty()) {
            throw Problem.invalid("tier", "only enterprise has limits of its own");
        }
        requireBurstOfAMinuteAtMost(own);
        return changes.apply(by, change -> {
            find(by);
            if (workspaces.changeLimits(
                            by.workspaceId(),
                            tier.name().toLowerCase(Locale.ROOT),
                            own.eventsPerSecond(),
                            own.eventsPerDay(),
                            own.burst(),
                            version)
                    == 0) {
                throw Problem.changed();
            }
            Map<String, Object> details = new HashMap<>();
            details.put("tier", tier.name().toLowerCase(Locale.ROOT));
            details.put("events_per_second", own.eventsPerSecond());
            details.put("events_per_day", own.eventsPerDay());
            details.put("burst", own.burst());
            change.audit("limits.change", by.workspaceId(), details);
            change.invalidate(new Invalidation.WorkspaceChanged(by.workspaceId()));
            return get(by);
        });
    }

    public Usage usage(Access by) {
        Limits limits = get(by);
        return usages.find(by.workspaceId())
                .map(used -> usage(used, limits))
                .orElseGet(() -> new Usage(false, 0, 0, 0, 0, limits));
    }

    private static Usage usage(RateUsage used, Limits limits) {
        return new Usage(
                true,
                used.windowEvents(),
                used.windowMillis() / 1000.0,
                used.dayEvents(),
                used.blockedMillis() / 1000.0,
                limits);
    }

    private static void requireBurstOfAMinuteAtMost(Own own) {
        if (own.burst() == null) {
            return;
        }
        if (own.eventsPerSecond() == null
                || own.burst() < own.eventsPerSecond()
                || own.burst() > 60 * own.eventsPerSecond()) {
            throw Problem.invalid("burst", "the burst is 1 to 60 seconds' worth of events_per_second");
        }
    }

    private WorkspaceRow find(Access by) {
        return workspaces.findById(by.workspaceId()).orElseThrow(() -> Problem.notFound("workspace"));
    }
}
