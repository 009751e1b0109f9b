package dev.cdp.admin.service.change;

import dev.cdp.admin.access.Access;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.live.Invalidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a transaction leaves beside its rows: audit entries, records for the jobs, messages to the collectors. */
public final class Change {
    /**
     * An entry of the audit log.
     *
     * @param action such as source.create
     * @param target the id of what was changed
     * @param details what people want to see of it; never a secret
     */
    record Entry(String workspaceId, String action, String target, Map<String, ?> details) {}

    /** A record for cdp.config; one without a config takes the key away. */
    record Config(String key, ConfigRecord config) {}

    private final Access by;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Config> configs = new ArrayList<>();
    private final List<Invalidation> invalidations = new ArrayList<>();

    Change(Access by) {
        this.by = by;
    }

    public Access by() {
        return by;
    }

    /** Adds an entry about the workspace of the request. */
    public Change audit(String action, String target, Map<String, ?> details) {
        return audit(by.workspaceId(), action, target, details);
    }

    /** Adds an entry about a workspace that is not in the request's path. */
    public Change audit(String workspaceId, String action, String target, Map<String, ?> details) {
        entries.add(new Entry(workspaceId, action, target, details));
        return this;
    }

    /** Tells the jobs. The caller has locked the row that it is made from, so that records of one key keep their order. */
    public Change tell(ConfigRecord config) {
        configs.add(new Config(config.key(), config));
        return this;
    }

    /** Takes a record away from the jobs. */
    public Change untell(String kind, String workspaceId, String id) {
        configs.add(new Config(kind + '/' + workspaceId + '/' + id, null));
        return this;
    }

    /** Tells the collectors, once it is committed. */
    public Change invalidate(Invalidation invalidation) {
        invalidations.add(invalidation);
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Config> configs() {
        return configs;
    }

    List<Invalidation> invalidations() {
        return invalidations;
    }
}
