package dev.cdp.flink.replay;

import dev.cdp.contract.config.FunctionConfig;
import java.util.List;

/**
 * What is to be run again.
 *
 * @param id names the replay in all its tables
 * @param workspaceId whose events; empty: those of all
 * @param from received_at that no event is before, epoch milliseconds
 * @param to received_at that all events are before
 * @param functions that run as they are here, instead of as cdp.config says
 */
public record ReplayRequest(String id, String workspaceId, long from, long to, List<FunctionConfig> functions) {
    public ReplayRequest {
        functions = List.copyOf(functions);
    }
}
