package dev.cdp.flink.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisStoreIT {
    private final String workspace = "ws-" + UUID.randomUUID();
    private final RedisStore store =
            new RedisStore(TestServices.redis().url(), new RedisStore.Bounds(2, 10, Duration.ofHours(1)));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void valueIsOneWorkspacesAndLivesForItsTime() {
        await(store.set(workspace, "k", "\"ä\"", Duration.ofMillis(300)));
        await(store.set(workspace, "lasting", "1", null));
        assertThat(await(store.get(workspace, "lasting"))).contains("1");
        assertThat(await(store.get(workspace + "-other", "lasting"))).isEmpty();
        assertThat(await(store.ttl(workspace, "lasting")))
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
        assertThat(await(store.ttl(workspace, "no such key"))).isEmpty();
        Awaitility.await("its end").atMost(Duration.ofSeconds(30)).until(() -> await(store.get(workspace, "k"))
                .isEmpty());
    }

    @Test
    void deletedKeyIsGoneAndMakesRoom() {
        await(store.set(workspace, "a", "1", null));
        await(store.set(workspace, "b", "1", null));
        assertThatThrownBy(() -> await(store.set(workspace, "c", "1", null))).hasMessageContaining("the store is full");
        await(store.set(workspace, "a", "2", null));

        await(store.delete(workspace, "b"));

        await(store.set(workspace, "c", "3", null));
        assertThat(await(store.get(workspace, "a"))).contains("2");
        assertThat(await(store.get(workspace, "b"))).isEmpty();
    }

    @Test
    void keyThatHasExpiredMakesRoom() {
        await(store.set(workspace, "a", "1", Duration.ofMillis(100)));
        await(store.set(workspace, "b", "1", null));
        Awaitility.await("room")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> {
                    await(store.set(workspace, "c", "1", null));
                    return true;
                });
        assertThat(await(store.get(workspace, "b"))).isEqualTo(Optional.of("1"));
    }

    @Test
    void tooLargeAValueIsRefused() {
        assertThatThrownBy(() -> await(store.set(workspace, "a", "12345678901", null)))
                .hasMessageContaining("at most 10 characters");
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
