package dev.cdp.flink.functions;

import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FunctionLog;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What functions log, in the TaskManager's log under a logger of its own. The runtime bounds lines per invocation. */
final class LoggedLines implements FunctionLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.functions");

    @Override
    public void write(FunctionRef caller, Line line) {
        LOG.atLevel(Level.valueOf(line.level().toUpperCase(Locale.ROOT)))
                .log(
                        "{}/{} version {}, message {}: {}",
                        caller.workspaceId(),
                        caller.id(),
                        caller.version(),
                        line.messageId(),
                        line.message());
    }
}
