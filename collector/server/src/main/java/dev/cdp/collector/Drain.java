package dev.cdp.collector;

import dev.cdp.collector.config.CollectorSettings;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes no new request and waits for those that are being answered, for a bounded time. */
@Singleton
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final GracefulShutdownManager server;
    private final CollectorSettings settings;

    Drain(GracefulShutdownManager server, CollectorSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    void run() {
        LOG.info("draining");
        try {
            server.shutdownGracefully()
                    .toCompletableFuture()
                    .get(settings.drain().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("requests are still unanswered after {}", settings.drain());
        } catch (ExecutionException e) {
            LOG.warn("draining failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
