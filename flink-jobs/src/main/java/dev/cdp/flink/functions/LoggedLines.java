package dev.cdp.flink.functions;

import dev.cdp.contract.FunctionLine;
import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FunctionLog;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What functions log, in the TaskManager's log under a logger of its own and in the console's. The runtime bounds the lines of an
 * invocation; here those of a function in each second are bounded, and the next second's first line says how many were
 * left out.
 */
final class LoggedLines implements FunctionLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.functions");
    private static final int LINES_PER_SECOND = 50;

    private final Map<FunctionKey, Second> seconds = new ConcurrentHashMap<>();
    private final Consumer<FunctionLine> console;
    private final LongSupplier clock;

    /** Versions share a bound, so that there are as many as functions. */
    private record FunctionKey(String workspaceId, String id) {}

    /** The lines of one function in one second. */
    private record Second(long second, int lines, int leftOutBefore) {
        Second next(long now) {
            return now == second
                    ? new Second(second, lines + 1, leftOutBefore)
                    : new Second(now, 1, Math.max(0, lines - LINES_PER_SECOND));
        }
    }

    /** @param console never blocks */
    LoggedLines(Consumer<FunctionLine> console) {
        this(console, System::currentTimeMillis);
    }

    LoggedLines(Consumer<FunctionLine> console, LongSupplier millisClock) {
        this.console = console;
        this.clock = millisClock;
    }

    @Override
    public void write(FunctionRef caller, Line line) {
        Second second = count(caller);
        if (second.lines() > LINES_PER_SECOND) {
            return;
        }
        if (second.lines() == 1 && second.leftOutBefore() > 0) {
            tell(caller, new Line("warn", second.leftOutBefore() + " further lines of a second were left out", ""));
        }
        tell(caller, line);
    }

    private void tell(FunctionRef caller, Line line) {
        LOG.atLevel(Level.valueOf(line.level().toUpperCase(Locale.ROOT)))
                .log(
                        "{}/{} version {}, message {}: {}",
                        caller.workspaceId(),
                        caller.id(),
                        caller.version(),
                        line.messageId(),
                        line.message());
        console.accept(new FunctionLine(
                caller.workspaceId(),
                caller.id(),
                caller.version(),
                line.messageId(),
                line.level(),
                line.message(),
                clock.getAsLong()));
    }

    private Second count(FunctionRef caller) {
        long now = clock.getAsLong() / 1_000;
        return seconds.compute(
                new FunctionKey(caller.workspaceId(), caller.id()),
                (key, before) -> before == null ? new Second(now, 1, 0) : before.next(now));
    }
}
