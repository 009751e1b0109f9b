package dev.cdp.udf.memory;

import dev.cdp.udf.host.Store;
import dev.cdp.udf.host.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * A store that answers at once and forgets everything when the process ends. Bounded per workspace by
 * the number of keys, as values and keys are bounded by the runtime.
 */
public final class MemoryStore implements Store {
    private record Value(String json, long expiresAtMillis) {}

    private final int keysPerWorkspace;
    private final Duration longest;
    private final LongSupplier clock;
    private final Map<String, Map<String, Value>> workspaces = new HashMap<>();

    /** Keeps values for at most a time, of so many keys of each workspace. */
    public MemoryStore(int keysPerWorkspace, Duration longest) {
        this(keysPerWorkspace, longest, System::currentTimeMillis);
    }

    MemoryStore(int keysPerWorkspace, Duration longest, LongSupplier millisClock) {
        this.keysPerWorkspace = keysPerWorkspace;
        this.longest = longest;
        this.clock = millisClock;
    }

    @Override
    public synchronized CompletionStage<Optional<String>> get(String workspaceId, String key) {
        return CompletableFuture.completedFuture(living(workspaceId, key).map(Value::json));
    }

    @Override
    public synchronized CompletionStage<Void> set(String workspaceId, String key, String value, Duration ttl) {
        Map<String, Value> values = workspaces.computeIfAbsent(workspaceId, id -> new HashMap<>());
        if (values.size() >= keysPerWorkspace && !values.containsKey(key)) {
            values.values().removeIf(this::isExpired);
            if (values.size() >= keysPerWorkspace) {
                return CompletableFuture.failedFuture(
                        new StoreException("the store is full: " + keysPerWorkspace + " keys of this workspace"));
            }
        }
        Duration time = ttl == null || ttl.compareTo(longest) > 0 ? longest : ttl;
        values.put(key, new Value(value, clock.getAsLong() + time.toMillis()));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Void> delete(String workspaceId, String key) {
        workspaces.getOrDefault(workspaceId, new HashMap<>()).remove(key);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized CompletionStage<Optional<Duration>> ttl(String workspaceId, String key) {
        return CompletableFuture.completedFuture(
                living(workspaceId, key).map(value -> Duration.ofMillis(value.expiresAtMillis() - clock.getAsLong())));
    }

    private Optional<Value> living(String workspaceId, String key) {
        return Optional.ofNullable(
                        workspaces.getOrDefault(workspaceId, Map.of()).get(key))
                .filter(value -> !isExpired(value));
    }

    private boolean isExpired(Value value) {
        return value.expiresAtMillis() <= clock.getAsLong();
    }
}
