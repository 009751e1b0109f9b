package dev.cdp.admin.service.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.error.Problem;
import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FunctionCompilationException;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.HostServices;
import dev.cdp.udf.InvocationContext;
import dev.cdp.udf.RuntimeOptions;
import dev.cdp.udf.host.FunctionLog;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles and tries functions in the same runtime as the jobs do, within the same limits. A test run reaches nothing of
 * the outside world: no fetch, no store, no secrets.
 */
@Singleton
public class FunctionRunner {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<LogLine>> logs = new ConcurrentHashMap<>();
    private FunctionRuntime runtime;

    /** What a function has logged. */
    @Serdeable
    public record LogLine(String level, String message) {}

    /** Where it failed; line 0 where that is not known. */
    @Serdeable
    public record Failure(String kind, String message, int line, int column, String stack) {
        static Failure of(FunctionResult.Failed failed) {
            return new Failure(
                    failed.kind().name().toLowerCase(java.util.Locale.ROOT),
                    failed.message(),
                    failed.line(),
                    failed.column(),
                    String.join("\n", failed.stack()));
        }
    }

    /** What became of a test run: returned, dropped, failed or retry. */
    @Serdeable
    public record TestResult(
            String outcome, List<Object> events, @Nullable Failure error, List<LogLine> logs, double durationMs) {}

    /** @throws Problem saying why and where it does not compile */
    void requireCompiles(String workspaceId, String code) {
        try (CompiledFunction function = runtime().compile(spec(workspaceId, "check", code))) {
            function.spec();
        } catch (FunctionCompilationException e) {
            throw Problem.invalid(
                    "code", "line " + e.failure().line() + ": " + e.failure().message());
        }
    }

    /** Runs the code against the event. */
    public TestResult test(String workspaceId, String code, Map<String, Object> event) {
        String run = "test-" + UUID.randomUUID();
        List<LogLine> lines = new ArrayList<>();
        logs.put(run, lines);
        long begun = System.nanoTime();
        try (CompiledFunction function = runtime().compile(spec(workspaceId, run, code))) {
            FunctionResult result = function.invoke(bytes(event), InvocationContext.of(run))
                    .toCompletableFuture()
                    .join();
            return result(result, lines, begun);
        } catch (FunctionCompilationException e) {
            return result(e.failure(), lines, begun);
        } finally {
            logs.remove(run);
        }
    }

    @PreDestroy
    synchronized void close() {
        if (runtime != null) {
            runtime.close();
        }
    }

    private static TestResult result(FunctionResult result, List<LogLine> lines, long begun) {
        double millis = (System.nanoTime() - begun) / 1e6;
        List<LogLine> logged;
        synchronized (lines) {
            logged = List.copyOf(lines);
        }
        if (result instanceof FunctionResult.Returned returned) {
            List<Object> events =
                    returned.events().stream().map(FunctionRunner::read).toList();
            return new TestResult(returned.isDropped() ? "dropped" : "returned", events, null, logged, millis);
        }
        if (result instanceof FunctionResult.Failed failed) {
            return new TestResult("failed", List.of(), Failure.of(failed), logged, millis);
        }
        FunctionResult.Retry retry = (FunctionResult.Retry) result;
        return new TestResult("retry", List.of(), new Failure("retry", retry.message(), 0, 0, ""), logged, millis);
    }

    /** Opened by the first who needs it: the engine takes a second and 100 MB. */
    private synchronized FunctionRuntime runtime() {
        if (runtime == null) {
            FunctionLog log = (caller, line) -> {
                List<LogLine> lines = logs.get(caller.id());
                if (lines != null) {
                    synchronized (lines) {
                        lines.add(new LogLine(line.level(), line.message()));
                    }
                }
            };
            runtime = FunctionRuntime.open(RuntimeOptions.DEFAULT, HostServices.NONE.withLog(log));
        }
        return runtime;
    }

    private static FunctionSpec spec(String workspaceId, String id, String code) {
        return FunctionSpec.of(workspaceId, id, "function", 1, code);
    }

    private static byte[] bytes(Map<String, Object> event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw Problem.invalid("event", "the event is no JSON object");
        }
    }

    private static Object read(byte[] event) {
        try {
            return JSON.readValue(new String(event, StandardCharsets.UTF_8), Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
