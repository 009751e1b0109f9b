package dev.cdp.udf.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A function with its contexts. An invocation takes a free one, or a new one while there are fewer than
 * allowed, or waits. A context that was cancelled or is worn out is not used again; the next invocation
 * makes a new one.
 */
final class JsFunction implements BiFunction<String, Object[], Object> {
    private final Spec spec;
    private final SandboxFactory sandboxes;
    private final Workers workers;
    private final Budgets.Account account;
    private final Breaker breaker;
    private final Consumer<JsFunction> onClose;
    private final boolean ownThreads;

    /** The last used first, so that what is not needed becomes idle. */
    private final Deque<Sandbox> idle = new ArrayDeque<>();

    private final Set<Sandbox> all = new HashSet<>();
    private final Queue<Invocation> waiting = new ArrayDeque<>();
    /** Contexts, with those that are just being made. */
    private int count;

    private boolean closed;

    JsFunction(
            Spec spec,
            SandboxFactory sandboxes,
            Workers workers,
            Budgets.Account account,
            Breaker breaker,
            Consumer<JsFunction> onClose,
            boolean ownThreads) {
        this.spec = spec;
        this.sandboxes = sandboxes;
        this.workers = workers;
        this.account = account;
        this.breaker = breaker;
        this.onClose = onClose;
        this.ownThreads = ownThreads;
    }

    Workers workers() {
        return workers;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Object apply(String operation, Object[] args) {
        return switch (operation) {
            case "invoke" -> invoke(new Invocation((byte[]) args[0], (Function<String, String>) args[1]));
            case "close" -> {
                close();
                yield null;
            }
            default -> throw new IllegalArgumentException("unknown operation: " + operation);
        };
    }

    /** Makes the first context; a failure of the author's module, or null. */
    Object[] load() {
        synchronized (this) {
            count++;
        }
        Made made = make();
        if (made.failure() == null) {
            synchronized (this) {
                idle.addLast(made.sandbox());
            }
        }
        return made.failure();
    }

    private CompletionStage<Object[]> invoke(Invocation invocation) {
        int failures = breaker.refusal();
        if (failures > 0) {
            return CompletableFuture.completedFuture(Results.failed(
                    "SUSPENDED", "suspended for a while, as it has failed " + failures + " times in a row"));
        }
        if (ownThreads) {
            workers.execute(() -> admit(invocation));
        } else {
            admit(invocation);
        }
        return invocation.future();
    }

    /** Runs it here and now, unless its workspace has to wait or no context is free. */
    private void admit(Invocation invocation) {
        long wait = account.nanosToWait();
        if (wait > 0) {
            workers.after(wait, () -> workers.execute(() -> admit(invocation)));
            return;
        }
        Sandbox sandbox;
        synchronized (this) {
            if (closed) {
                invocation.future().complete(Results.failed("CLOSED", "the function was closed"));
                return;
            }
            sandbox = idle.pollLast();
            if (sandbox == null && count >= spec.contexts()) {
                waiting.add(invocation);
                return;
            }
            count += sandbox == null ? 1 : 0;
        }
        runIn(sandbox, invocation);
    }

    private void runIn(Sandbox free, Invocation invocation) {
        if (free != null) {
            free.run(invocation);
            return;
        }
        Made made = make();
        if (made.failure() == null) {
            made.sandbox().run(invocation);
        } else {
            breaker.failed();
            invocation.future().complete(made.failure());
            serveNext();
        }
    }

    private record Made(Sandbox sandbox, Object[] failure) {}

    private Made make() {
        Sandbox sandbox = null;
        Object[] failure;
        try {
            sandbox = sandboxes.create(this);
            synchronized (this) {
                all.add(sandbox);
            }
            failure = sandbox.load();
        } catch (RuntimeException e) {
            failure = Results.failed("CRASHED", "the engine failed to make a context: " + e.getMessage());
        }
        if (failure != null) {
            discard(sandbox);
        }
        return new Made(sandbox, failure);
    }

    private void discard(Sandbox sandbox) {
        synchronized (this) {
            count--;
            all.remove(sandbox);
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** An invocation is over: its context serves the next, or makes room for another one. */
    void over(Sandbox sandbox, Invocation invocation) {
        account.spend(invocation.cpuNanos());
        if (invocation.future().isDone()) {
            // It was abandoned, and has ended after all.
            sandbox.close();
            if (ownThreads) {
                workers.takeBackOne();
            }
            return;
        }
        judge(invocation.result());
        boolean reusable;
        synchronized (this) {
            reusable = sandbox.isUsable() && !closed;
            if (reusable) {
                idle.addLast(sandbox);
            }
        }
        if (!reusable) {
            discard(sandbox);
        }
        invocation.future().complete(invocation.result());
        serveNext();
    }

    /**
     * A cancelled invocation does not stop, as a built-in can't be interrupted. Its caller is told; its
     * thread and context are given up until it ends by itself.
     */
    void abandon(Sandbox sandbox, Invocation invocation) {
        Invocation.Verdict verdict = invocation.verdict();
        if (invocation.future().complete(Results.failed(verdict.kind(), verdict.message()))) {
            breaker.failed();
            synchronized (this) {
                count--;
                all.remove(sandbox);
            }
            if (ownThreads) {
                workers.replaceOne();
            }
            serveNext();
        }
    }

    private void serveNext() {
        Invocation next;
        synchronized (this) {
            next = waiting.poll();
        }
        if (next != null) {
            workers.execute(() -> admit(next));
        }
    }

    private void judge(Object[] result) {
        if ("returned".equals(result[0])) {
            breaker.succeeded();
        } else if ("failed".equals(result[0]) && !"CLOSED".equals(result[1])) {
            breaker.failed();
        }
    }

    void dropIdle(long lastUsedBefore) {
        List<Sandbox> dropped = new ArrayList<>();
        synchronized (this) {
            idle.removeIf(sandbox -> sandbox.lastUse() - lastUsedBefore < 0 && dropped.add(sandbox));
        }
        dropped.forEach(this::discard);
    }

    void close() {
        List<Sandbox> open;
        List<Invocation> left;
        synchronized (this) {
            closed = true;
            open = List.copyOf(all);
            left = List.copyOf(waiting);
            idle.clear();
            waiting.clear();
        }
        open.forEach(Sandbox::close);
        left.forEach(invocation -> invocation.future().complete(Results.failed("CLOSED", "the function was closed")));
        onClose.accept(this);
    }
}
