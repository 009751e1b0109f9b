package dev.cdp.flink.config;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.contract.config.IdentityConfig;
import dev.cdp.contract.config.SecretConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole configuration at one moment. Never changes: who decides by one object decides by one state of things. */
public final class ConfigSnapshot {
    public static final ConfigSnapshot EMPTY = new ConfigSnapshot(Map.of(), Set.of());

    private final Map<String, ConfigRecord> records;
    private final Set<String> unreadableWorkspaces;
    private final Map<Route, ConnectionConfig> connections = new HashMap<>();

    private final Map<String, List<SecretConfig>> secrets = new HashMap<>();
    private final Set<String> destinationsWithPauses = new HashSet<>();

    private record Route(String workspaceId, String sourceId, String destinationId) {}

    /**
     * A snapshot of these.
     *
     * @param records by key; not copied
     * @param unreadableWorkspaces those of which a record can't be read and no earlier version is known
     */
    ConfigSnapshot(Map<String, ConfigRecord> records, Set<String> unreadableWorkspaces) {
        this.records = records;
        this.unreadableWorkspaces = unreadableWorkspaces;
        for (ConfigRecord record : records.values()) {
            if (record instanceof ConnectionConfig connection) {
                Route route = new Route(connection.workspaceId(), connection.sourceId(), connection.destinationId());
                connections.merge(route, connection, ConfigSnapshot::oneOf);
                if (connection.paused()) {
                    destinationsWithPauses.add(connection.destinationId());
                }
            } else if (record instanceof SecretConfig secret) {
                secrets.computeIfAbsent(secret.workspaceId(), absent -> new ArrayList<>())
                        .add(secret);
            }
        }
    }

    /** A snapshot of these records, as tests need it. */
    public static ConfigSnapshot of(Collection<? extends ConfigRecord> records) {
        Map<String, ConfigRecord> byKey = new HashMap<>();
        records.forEach(record -> byKey.put(record.key(), record));
        return new ConfigSnapshot(byKey, Set.of());
    }

    /** There is one connection by right; should there be two, all TaskManagers choose the same. */
    private static ConnectionConfig oneOf(ConnectionConfig one, ConnectionConfig other) {
        return one.id().compareTo(other.id()) <= 0 ? one : other;
    }

    public Optional<ConnectionConfig> connection(String workspaceId, String sourceId, String destinationId) {
        return connections.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(connections.get(new Route(workspaceId, sourceId, destinationId)));
    }

    /** Whether some connection to a destination of this id is paused, of whatever workspace. */
    public boolean hasPaused(String destinationId) {
        return destinationsWithPauses.contains(destinationId);
    }

    /** How many sources have a connection to destinations of this id, of whatever workspace. */
    public long sourcesTo(String destinationId) {
        return connections.keySet().stream()
                .filter(route -> route.destinationId().equals(destinationId))
                .count();
    }

    public Optional<FunctionConfig> function(String workspaceId, String id) {
        return find(FunctionConfig.class, "function", workspaceId, id);
    }

    public Optional<DestinationConfig> destination(String workspaceId, String id) {
        return find(DestinationConfig.class, "destination", workspaceId, id);
    }

    /** A workspace's rules of identity of this id. */
    public Optional<IdentityConfig> identity(String workspaceId, String id) {
        return find(IdentityConfig.class, "identity", workspaceId, id);
    }

    /** A workspace's secrets, sealed, in no order. */
    public List<SecretConfig> secrets(String workspaceId) {
        return secrets.getOrDefault(workspaceId, List.of());
    }

    /** Whether a record of the workspace is lacking because it can't be read: what else is known is half the truth. */
    public boolean isHalf(String workspaceId) {
        return unreadableWorkspaces.contains(workspaceId);
    }

    /** How many records there are. */
    public int size() {
        return records.size();
    }

    /** All records. */
    public Collection<ConfigRecord> records() {
        return records.values();
    }

    private <T extends ConfigRecord> Optional<T> find(Class<T> type, String kind, String workspaceId, String id) {
        return Optional.ofNullable(records.get(kind + '/' + workspaceId + '/' + id))
                .filter(type::isInstance)
                .map(type::cast);
    }
}
