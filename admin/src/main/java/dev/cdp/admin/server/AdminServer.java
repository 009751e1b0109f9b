package dev.cdp.admin.server;

import ch.qos.logback.classic.LoggerContext;
import dev.cdp.admin.service.account.Accounts;
import dev.cdp.admin.service.account.SetupToken;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the service, and ends it in good order. */
public final class AdminServer {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);

    private AdminServer() {}

    /**
     * Serves until the process is ended.
     *
     * @return 1 when it can't start; the log says why
     */
    public static int serve() throws InterruptedException {
        ApplicationContext context = ApplicationContext.builder().banner(false).build();
        try {
            context.start();
            context.getBean(SchemaVersion.class).require();
            EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context), "stop"));
            LOG.info("serving at {}", server.getURI());
            if (!context.getBean(Accounts.class).isSetUp()) {
                context.getBean(SetupToken.class).announce();
            }
        } catch (SchemaVersion.TooOldException e) {
            LOG.error(e.getMessage());
            context.close();
            return 1;
        } catch (RuntimeException e) {
            LOG.error("the admin service can't start", e);
            context.close();
            return 1;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** Called when SIGTERM came. */
    private static void stop(ApplicationContext context) {
        context.close();
        LOG.info("stopped");
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        // A JVM that a signal ends would exit with 143, although all is well.
        Runtime.getRuntime().halt(0);
    }
}
