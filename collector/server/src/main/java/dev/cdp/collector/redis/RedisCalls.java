package dev.cdp.collector.redis;

import dev.cdp.collector.config.RedisSettings;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redisson.client.RedisException;

/**
 * Commands that never take long: none waits longer than the time-out, and after one has failed none is
 * sent until Redis has answered a ping. Requests go on without it meanwhile.
 */
@Singleton
final class RedisCalls {
    private final long timeoutMillis;
    private final ExecutorService callbacks;

    /** At first too: the first command opens the connection and waits for it, which is the ping's to do. */
    private volatile boolean away = true;

    RedisCalls(RedisSettings settings, @Named("redis") ExecutorService callbacks) {
        this.timeoutMillis = settings.timeout().toMillis();
        this.callbacks = callbacks;
    }

    /** Whether calls fail at once. */
    boolean away() {
        return away;
    }

    /** A ping was answered, or was not. */
    void pinged(boolean answered) {
        away = !answered;
    }

    /**
     * Sends a command; continues on a thread of our own, not on one of the client's or of the timer.
     *
     * @return fails with a {@link RedisException} or a time-out
     */
    <T> CompletionStage<T> call(Supplier<CompletionStage<T>> command) {
        if (away) {
            return CompletableFuture.failedStage(new RedisException("Redis is away"));
        }
        return send(command)
                .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .handleAsync(this::seen, callbacks)
                .thenCompose(Function.identity());
    }

    private static <T> CompletableFuture<T> send(Supplier<CompletionStage<T>> command) {
        try {
            // A copy: the time-out must not end the client's own future.
            return command.get().thenApply(Function.identity()).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> CompletionStage<T> seen(T answer, Throwable failure) {
        if (failure == null) {
            return CompletableFuture.completedStage(answer);
        }
        away = true;
        return CompletableFuture.failedStage(failure);
    }
}
