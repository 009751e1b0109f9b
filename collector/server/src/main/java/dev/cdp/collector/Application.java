package dev.cdp.collector;

import ch.qos.logback.classic.LoggerContext;
import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.journal.JournalException;
import dev.cdp.collector.repo.PostgresState;
import dev.cdp.collector.repo.SchemaVersion;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.runtime.server.EmbeddedServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the collector, and ends it in good order. */
public final class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private Application() {}

    public static void main(String[] args) {
        ApplicationContext context =
                ApplicationContext.builder(args).banner(false).build();
        try {
            context.start();
            context.getBean(PostgresState.class).requireVersion();
            // Before the first request: a journal that can't be opened ends the start.
            context.getBean(Journal.class);
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "drain"));
            LOG.info("accepting at {}", server.getURI());
        } catch (SchemaVersion.TooOldException e) {
            LOG.error(e.getMessage());
            giveUp(context);
        } catch (RuntimeException e) {
            logFailure(e);
            giveUp(context);
        }
    }

    /** What an operator can mend is one line; all else comes with its trace. */
    private static void logFailure(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JournalException
                    || cause instanceof ConversionErrorException
                    || cause instanceof IllegalArgumentException) {
                LOG.error("the collector can't start: {}", cause.getMessage());
                return;
            }
        }
        LOG.error("the collector can't start", failure);
    }

    /** Called when SIGTERM came. */
    private static void stop(ApplicationContext context) {
        context.getBean(Drain.class).run();
        // Closes the journal too, which gives Kafka a while to take what is left.
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
