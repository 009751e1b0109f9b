package dev.cdp.flink.connection;

import java.io.Serializable;

/**
 * The destination that a delivery job serves.
 *
 * @param workspaceId whose it is; empty: the built-in ClickHouse, which takes the events of all workspaces
 * @param id unique within the workspace
 */
public record Destination(String workspaceId, String id) implements Serializable {
    /** The built-in ClickHouse. */
    public static final Destination BUILT_IN = new Destination("", "clickhouse");

    /**
     * Reads {@code clickhouse} or {@code workspace/id}.
     *
     * @throws IllegalArgumentException for any other form
     */
    public static Destination parse(String text) {
        if (text.equals(BUILT_IN.id)) {
            return BUILT_IN;
        }
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1 || text.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException("expected clickhouse or workspace/destination, got '" + text + "'");
        }
        return new Destination(text.substring(0, slash), text.substring(slash + 1));
    }

    public boolean isBuiltIn() {
        return workspaceId.isEmpty();
    }

    /** Whether events of this workspace may go here at all. */
    public boolean serves(String workspace) {
        return isBuiltIn() || workspaceId.equals(workspace);
    }

    /** What job, consumer group and transactional ids are named by. */
    public String jobName() {
        return isBuiltIn() ? "cdp-delivery-" + id : "cdp-delivery-" + workspaceId + '/' + id;
    }
}
