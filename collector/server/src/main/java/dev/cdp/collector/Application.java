package dev.cdp.collector;

import ch.qos.logback.classic.LoggerContext;
import dev.cdp.collector.repo.PostgresState;
import dev.cdp.collector.repo.SchemaVersion;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the collector, and ends it in good order. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    public static void main(String[] args) {
        ApplicationContext context =
                ApplicationContext.builder(args).banner(false).start();
        try {
            context.getBean(PostgresState.class).requireVersion();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "drain"));
            LOG.info("accepting at {}", server.getURI());
        } catch (SchemaVersion.TooOldException e) {
            LOG.error(e.getMessage());
            giveUp(context);
        } catch (RuntimeException e) {
            LOG.error("the collector can't start", e);
            giveUp(context);
        }
    }

    /** Called when SIGTERM came. */
    private static void stop(ApplicationContext context) {
        context.getBean(Drain.class).run();
        // Closes the producer too, which sends what it still holds.
        context.close();
        LOG.info("stopped");
        flushLog();
        // A JVM that a signal ends would exit with 143, although all is well.
        Runtime.getRuntime().halt(0);
    }

    private static void giveUp(ApplicationContext context) {
        context.close();
        flushLog();
        System.exit(1);
    }

    private static void flushLog() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
