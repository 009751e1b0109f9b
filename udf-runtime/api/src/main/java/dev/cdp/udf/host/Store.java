package dev.cdp.udf.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * {@code ctx.store}: small values by key, of one workspace and shared by its functions. Values are JSON
 * texts. Never blocks; a stage fails with a {@link StoreException}, whose message the function gets to see.
 */
public interface Store {
    /** Refuses everything. */
    Store NONE = new Store() {
        @Override
        public CompletionStage<Optional<String>> get(String workspaceId, String key) {
            return refuse();
        }

        @Override
        public CompletionStage<Void> set(String workspaceId, String key, String value, Duration ttl) {
            return refuse();
        }

        @Override
        public CompletionStage<Void> delete(String workspaceId, String key) {
            return refuse();
        }

        @Override
        public CompletionStage<Optional<Duration>> ttl(String workspaceId, String key) {
            return refuse();
        }

        private <T> CompletionStage<T> refuse() {
            return CompletableFuture.failedStage(new StoreException("the store is not available here"));
        }
    };

    CompletionStage<Optional<String>> get(String workspaceId, String key);

    /** Sets a value for a time; null: for as long as the store keeps values at most. */
    CompletionStage<Void> set(String workspaceId, String key, String value, Duration ttl);

    CompletionStage<Void> delete(String workspaceId, String key);

    /** What is left of the key's time; empty: no such key. */
    CompletionStage<Optional<Duration>> ttl(String workspaceId, String key);
}
