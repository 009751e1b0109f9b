package dev.cdp.admin.service.workspace;

import dev.cdp.contract.live.RateUsage;
import java.util.Optional;

/** What workspaces have used of their limits. */
public interface Usages {
    /** Empty while it can't be known. */
    Optional<RateUsage> find(String workspaceId);
}
