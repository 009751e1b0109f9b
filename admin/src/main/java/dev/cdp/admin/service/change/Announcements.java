package dev.cdp.admin.service.change;

import dev.cdp.contract.live.Invalidation;
import java.util.List;

/** Tells others that something was committed. Never fails: the change is there already. */
public interface Announcements {
    /**
     * Tells them.
     *
     * @param invalidations for the collectors
     * @param config whether there is something in the outbox
     */
    void publish(List<Invalidation> invalidations, boolean config);
}
