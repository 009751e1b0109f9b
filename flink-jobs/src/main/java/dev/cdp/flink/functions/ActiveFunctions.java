package dev.cdp.flink.functions;

import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.contract.config.SecretConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FunctionCompilationException;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.InvocationContext;
import dev.cdp.udf.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of one subtask, each in the version that runs. A version that does not compile leaves the last good one
 * running. An event's whole way through a chain is by the versions that were active when it began: a version that is
 * replaced meanwhile is let go of when nothing runs in it any more. To be used by the task's thread only.
 */
public final class ActiveFunctions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveFunctions.class);

    private final Supplier<FunctionRuntime> runtime;
    private final Map<Key, Slot> slots = new HashMap<>();
    private ConfigSnapshot seen = ConfigSnapshot.EMPTY;
    private long notCompiled;

    private record Key(String workspaceId, String id) {}

    /** One function: what was last tried, and what runs. */
    private static final class Slot {
        private FunctionConfig tried;
        private FunctionCompilationException problem;
        private Version active;
        /** Those that its contexts may have read. */
        private Set<SecretConfig> secrets = Set.of();
    }

    /** One compiled version, and how many events are in it. */
    private static final class Version {
        private final CompiledFunction function;
        private int users;
        private boolean replaced;

        Version(CompiledFunction function) {
            this.function = function;
        }
    }

    /** @param runtime asked for when the first function is compiled: without functions no engine is loaded */
    public ActiveFunctions(Supplier<FunctionRuntime> runtime) {
        this.runtime = runtime;
    }

    /** An event's way through a chain. Has to be ended once, by the task's thread. */
    public static final class Run {
        private final CompletableFuture<ChainResult> result;
        private final List<Version> versions;

        private Run(CompletableFuture<ChainResult> result, List<Version> versions) {
            this.result = result;
            this.versions = versions;
        }

        /** Never fails; is there already when no function awaits anything. */
        public CompletableFuture<ChainResult> result() {
            return result;
        }

        /** Lets go of the versions. */
        public void end() {
            versions.forEach(ActiveFunctions::leave);
        }
    }

    /** Sends an event through the functions of a connection. */
    public Run run(ConnectionConfig connection, ConfigSnapshot config, byte[] event, InvocationContext context) {
        if (config != seen) {
            seen = config;
            letGoOfTheRemoved(config);
            slots.forEach((key, slot) -> renewIfSecretsChanged(config.secrets(key.workspaceId()), slot));
        }
        List<Version> versions = new ArrayList<>(connection.functionIds().size());
        for (String id : connection.functionIds()) {
            Optional<FunctionConfig> function = config.function(connection.workspaceId(), id);
            if (function.isEmpty()) {
                // It may be on its way: a connection and its function are records of their own.
                return ended(new ChainResult.Retry(id, 0, "there is no such function", null));
            }
            Slot slot = slot(function.get());
            if (slot.active == null) {
                return ended(new ChainResult.Failed(id, function.get().version(), slot.problem.failure()));
            }
            versions.add(slot.active);
        }
        versions.forEach(version -> version.users++);
        List<CompiledFunction> functions =
                versions.stream().map(version -> version.function).toList();
        return new Run(new FunctionChain(functions, context).run(event), versions);
    }

    private static Run ended(ChainResult result) {
        return new Run(CompletableFuture.completedFuture(result), List.of());
    }

    /** How many versions did not compile. */
    public long notCompiled() {
        return notCompiled;
    }

    private Slot slot(FunctionConfig config) {
        Slot slot = slots.computeIfAbsent(new Key(config.workspaceId(), config.id()), absent -> new Slot());
        if (!config.equals(slot.tried)) {
            slot.tried = config;
            slot.secrets = Set.copyOf(seen.secrets(config.workspaceId()));
            compile(config, slot);
        }
        return slot;
    }

    private void compile(FunctionConfig config, Slot slot) {
        try {
            Version compiled = new Version(runtime.get().compile(spec(config)));
            replace(slot);
            slot.active = compiled;
            slot.problem = null;
        } catch (FunctionCompilationException e) {
            notCompiled++;
            slot.problem = e;
            LOG.error(
                    "Function {} of workspace {}, version {}, does not compile; {}: {}",
                    config.id(),
                    config.workspaceId(),
                    config.version(),
                    slot.active == null
                            ? "no earlier version runs, its events go to the dead letters"
                            : "version " + slot.active.function.spec().version() + " goes on",
                    e.getMessage());
        }
    }

    private static FunctionSpec spec(FunctionConfig config) {
        Limits limits = config.timeoutMs() == 0
                ? Limits.DEFAULT
                : Limits.DEFAULT.withWallTime(Duration.ofMillis(config.timeoutMs()));
        return FunctionSpec.of(config.workspaceId(), config.id(), config.name(), config.version(), config.code())
                .withProps(config.props())
                .withLimits(limits);
    }

    private void letGoOfTheRemoved(ConfigSnapshot config) {
        slots.entrySet().removeIf(entry -> {
            boolean removed = config.function(
                            entry.getKey().workspaceId(), entry.getKey().id())
                    .isEmpty();
            if (removed) {
                replace(entry.getValue());
            }
            return removed;
        });
    }

    /** A context keeps the secrets that it has read: with new ones the function is compiled anew. */
    private static void renewIfSecretsChanged(List<SecretConfig> now, Slot slot) {
        if (slot.secrets.size() != now.size() || !slot.secrets.containsAll(now)) {
            slot.tried = null;
        }
    }

    private static void replace(Slot slot) {
        if (slot.active != null) {
            slot.active.replaced = true;
            closeIfUnused(slot.active);
        }
    }

    private static void leave(Version version) {
        version.users--;
        closeIfUnused(version);
    }

    private static void closeIfUnused(Version version) {
        if (version.replaced && version.users == 0) {
            version.function.close();
        }
    }

    /** Lets go of all, also of those in which something still runs. */
    @Override
    public void close() {
        slots.values().forEach(slot -> {
            if (slot.active != null) {
                slot.active.function.close();
            }
        });
        slots.clear();
    }
}
