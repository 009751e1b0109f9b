package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.UserAgent;
import java.util.concurrent.CompletableFuture;

/**
 * What was found out about one event.
 *
 * @param soFar without what is still missing
 * @param missing the user agent; fails when it can't be found out
 */
public record Answer(Enrichment soFar, CompletableFuture<UserAgent> missing) {
    private static final CompletableFuture<UserAgent> NOTHING = CompletableFuture.completedFuture(null);

    static Answer complete(Enrichment all) {
        return new Answer(all, NOTHING);
    }

    /** Whether waiting any longer changes nothing. */
    public boolean isDone() {
        return missing.isDone();
    }

    /** Whether something could not be found out, or not yet. */
    public boolean isPartial() {
        return !missing.isDone() || missing.isCompletedExceptionally();
    }

    /** All that is known by now. */
    public Enrichment now() {
        UserAgent found = isPartial() ? null : missing.join();
        return found == null ? soFar : new Enrichment(soFar.geo(), found, soFar.campaign());
    }
}
