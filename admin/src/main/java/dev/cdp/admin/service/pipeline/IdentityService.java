package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.IdentityRepository;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.contract.config.IdentityConfig;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** A workspace's rules of identity. */
@Singleton
public class IdentityService {
    /** There is one record for each workspace. */
    private static final String ID = "settings";

    private final IdentityRepository identity;
    private final Changes changes;

    IdentityService(IdentityRepository identity, Changes changes) {
        this.identity = identity;
        this.changes = changes;
    }

    /** The rules; version 0 is that of a workspace that has none. */
    @Serdeable
    public record IdentitySettings(List<String> nobodyIds, long version) {}

    public IdentitySettings get(Access by) {
        return identity.find(by.workspaceId())
                .map(row -> new IdentitySettings(Jsons.list(row.nobodyIds()), row.version()))
                .orElseGet(() -> new IdentitySettings(List.of(), 0));
    }

    public IdentitySettings change(Access by, List<String> nobodyIds, long version) {
        return changes.apply(by, change -> {
            String json = Jsons.write(nobodyIds);
            long changed = version == 0
                    ? identity.insert(by.workspaceId(), json)
                    : identity.change(by.workspaceId(), json, version);
            if (changed == 0) {
                throw Problem.changed();
            }
            IdentitySettings after = get(by);
            change.tell(new IdentityConfig(by.workspaceId(), ID, after.version(), after.nobodyIds()));
            change.audit("identity.change", by.workspaceId(), Map.of("nobody_ids", nobodyIds));
            return after;
        });
    }
}
