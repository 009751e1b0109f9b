package dev.cdp.collector.ratelimit;

import dev.cdp.collector.domain.RateLimits;
import java.util.concurrent.CompletionStage;

/** The window that all collectors charge together, and the count of the day. It goes by a clock of its own. */
public interface SharedWindow {
    /** Whether questions fail at once. */
    boolean away();

    /** Charges what there is room for. Never blocks, and fails soon when nobody answers. */
    CompletionStage<Grant> ask(String workspaceId, RateLimits limits, Question question);
}
