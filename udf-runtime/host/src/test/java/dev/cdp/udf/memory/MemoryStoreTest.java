package dev.cdp.udf.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
    private final AtomicLong now = new AtomicLong(1_000);
    private final MemoryStore store = new MemoryStore(2, Duration.ofHours(1), now::get);

    @Test
    void valueLivesForItsTime() {
        store.set("w", "k", "1", Duration.ofSeconds(10));
        now.addAndGet(9_999);
        assertThat(get("w", "k")).contains("1");
        assertThat(store.ttl("w", "k").toCompletableFuture().join()).contains(Duration.ofMillis(1));

        now.addAndGet(1);

        assertThat(get("w", "k")).isEmpty();
    }

    @Test
    void workspacesDoNotSeeEachOther() {
        store.set("w1", "k", "1", null);

        assertThat(get("w2", "k")).isEmpty();
    }

    @Test
    void fullStoreRefusesUntilSomethingHasExpired() {
        store.set("w", "a", "1", Duration.ofSeconds(1));
        store.set("w", "b", "1", null);
        assertThat(store.set("w", "c", "1", null).toCompletableFuture()).isCompletedExceptionally();

        now.addAndGet(1_000);

        assertThat(store.set("w", "c", "1", null).toCompletableFuture()).isCompleted();
        assertThat(get("w", "a")).isEmpty();
    }

    @Test
    void deletedKeyIsGone() {
        store.set("w", "k", "1", null);
        store.delete("w", "k");

        assertThat(get("w", "k")).isEmpty();
    }

    private Optional<String> get(String workspace, String key) {
        return store.get(workspace, key).toCompletableFuture().join();
    }
}
