package dev.cdp.collector;

import ch.qos.logback.classic.LoggerContext;
import dev.cdp.collector.repo.PostgresState;
import dev.cdp.collector.repo.SchemaVersion;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** Starts the collector, and ends it in good order. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    public static void main(String[] args) {
        ApplicationContext context =
                ApplicationContext.builder(args).banner(false).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "drain"));
        // A JVM that SIGTERM ends by itself has run its hooks too, but exits with 143.
        Signal.handle(new Signal("TERM"), signal -> System.exit(0));
        try {
            context.getBean(PostgresState.class).requireVersion();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            LOG.info("accepting at {}", server.getURI());
        } catch (SchemaVersion.TooOldException e) {
            LOG.error(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            LOG.error("the collector can't start", e);
            System.exit(1);
        }
    }

    private static void stop(ApplicationContext context) {
        context.getBean(Drain.class).run();
        // Closes the producer too, which sends what it still holds.
        context.close();
        LOG.info("stopped");
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
