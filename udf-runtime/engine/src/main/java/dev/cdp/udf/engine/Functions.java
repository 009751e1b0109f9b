package dev.cdp.udf.engine;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** A runtime: compiles functions, and holds what they share. */
final class Functions implements BiFunction<String, Object[], Object> {
    private final Settings settings;
    private final Workers workers;
    private final Watchdog watchdog;
    private final Budgets budgets;
    private final Set<JsFunction> functions = ConcurrentHashMap.newKeySet();

    Functions(Settings settings) {
        this.settings = settings;
        this.workers = new Workers(settings.workers());
        this.budgets = new Budgets(settings.workspaceCpuShare(), settings.waste(), workers, System::nanoTime);
        this.watchdog = new Watchdog(workers, this::dropIdleContexts);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(String operation, Object[] args) {
        return switch (operation) {
            case "compile" -> compile(Spec.of((Map<?, ?>) args[0]), (BiFunction<String, Object[], Object>) args[1]);
            case "engine" -> SharedEngine.description();
            case "close" -> close();
            default -> throw new IllegalArgumentException("unknown operation: " + operation);
        };
    }

    private Object[] compile(Spec spec, BiFunction<String, Object[], Object> host) {
        SandboxFactory sandboxes = new SandboxFactory(spec, host, watchdog, workers);
        Budgets.Account account = budgets.of(spec.workspaceId());
        JsFunction function = new JsFunction(
                spec,
                sandboxes,
                workers,
                account,
                new Breaker(settings.breakerFailures(), settings.breakerPause(), account.waste(), System::nanoTime),
                functions::remove,
                settings.ownThreads());
        functions.add(function);
        Object[] failure = function.load();
        if (failure != null) {
            function.close();
            return failure;
        }
        return new Object[] {"ok", function};
    }

    private void dropIdleContexts(long now) {
        functions.forEach(function -> function.dropIdle(now - settings.idleContext()));
    }

    private Object close() {
        functions.forEach(JsFunction::close);
        watchdog.close();
        workers.close();
        return null;
    }
}
