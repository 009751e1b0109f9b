package dev.cdp.udf.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A function with its contexts. An invocation takes a free one, or a new one while there are fewer than
 * allowed, or waits. A context that was cancelled or is worn out is not used again; the next invocation
 * makes a new one. It runs on the caller's thread as long as it is trusted with that, else on a worker.
 */
final class JsFunction implements BiFunction<String, Object[], Object> {
    /** How long a caller waits for workers to be through, and how often it looks, in nanoseconds. */
    private static final long PATIENCE = 200_000_000;

    private static final long PAUSE = 50_000;

    private static final String DOES_NOT_STOP = "suspended, as an invocation of it does not stop";

    private final Spec spec;
    private final SandboxFactory sandboxes;
    private final Workers workers;
    private final Budgets.Account account;
    private final Breaker breaker;
    private final Trust trust = new Trust();
    private final AtomicInteger onWorkers = new AtomicInteger();
    private final Consumer<JsFunction> onClose;
    private final boolean ownThreads;

    private final Contexts contexts;
    private volatile Object[] lastFailure;

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
        this.contexts = new Contexts(spec.contexts());
    }

    Workers workers() {
        return workers;
    }

    Lane lane() {
        return account.lane();
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
        contexts.reserve();
        Invocation loading = Invocation.ofModule();
        // Not on the caller's thread: it would be held up by what can't be cancelled.
        workers.aside(() -> {
            Made made = make(loading);
            if (made.failure() == null) {
                contexts.giveBack(made.sandbox());
            }
            loading.future().complete(made.failure());
        });
        return loading.future().join();
    }

    private CompletionStage<Object[]> invoke(Invocation invocation) {
        long permit = breaker.permit();
        if (permit == Breaker.REFUSED) {
            return CompletableFuture.completedFuture(suspended(breaker.refusal()));
        }
        invocation.permittedBy(permit);
        if (!ownThreads && trust.isEarned() && workersAreThrough()) {
            admit(invocation);
        } else {
            onWorkers.incrementAndGet();
            invocation.future().whenComplete((result, failure) -> onWorkers.decrementAndGet());
            lane().execute(() -> admit(invocation));
        }
        return invocation.future();
    }

    /**
     * Waits a moment for the invocations that went to workers: while there are such ones, later ones queue behind them, and
     * under load the function would never come back to its caller's thread. A worker that calls, as one function of a chain
     * calls the next, does not wait for others of its kind.
     */
    private boolean workersAreThrough() {
        if (Workers.isWorker(Thread.currentThread())) {
            return true;
        }
        long began = System.nanoTime();
        while (onWorkers.get() > 0) {
            if (!trust.isEarned() || System.nanoTime() - began > PATIENCE) {
                return false;
            }
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    /** With the failure that has led to it: most dead letters of a broken function are these. */
    private Object[] suspended(String why) {
        Object[] last = lastFailure;
        return last == null
                ? Results.failed("SUSPENDED", why)
                : Failures.located("SUSPENDED", why + "; the last time: " + last[2], last);
    }

    /** Runs it here and now, unless it may not any more, its workspace has to wait, or no context is free. */
    private void admit(Invocation invocation) {
        if (!breaker.holds(invocation.permit())) {
            invocation.future().complete(suspended(breaker.refusal()));
            serveNext();
            return;
        }
        long wait = account.nanosToWait();
        if (wait > 0) {
            workers.after(wait, () -> lane().execute(() -> admit(invocation)));
            return;
        }
        Contexts.Taken taken = contexts.take(invocation);
        switch (taken.place()) {
            case FREE -> taken.free().run(invocation);
            case NEW -> runInNew(invocation);
            case NONE -> {}
            case STUCK -> invocation.future().complete(suspended(DOES_NOT_STOP));
            case CLOSED -> invocation.future().complete(closed());
        }
    }

    private void runInNew(Invocation invocation) {
        Invocation loading = Invocation.ofModule();
        // Only when it is abandoned.
        loading.future().thenAccept(invocation.future()::complete);
        Made made = make(loading);
        if (made.failure() == null) {
            made.sandbox().run(invocation);
        } else {
            breaker.failed(0);
            invocation.future().complete(made.failure());
            serveNext();
        }
    }

    private record Made(Sandbox sandbox, Object[] failure) {}

    private Made make(Invocation loading) {
        Sandbox sandbox = null;
        Object[] failure;
        try {
            sandbox = sandboxes.create(this);
            contexts.made(sandbox);
            failure = sandbox.load(loading);
            if (!loading.claim()) {
                comesBack(sandbox, loading);
            }
        } catch (RuntimeException e) {
            failure = Results.failed("CRASHED", "the engine failed to make a context: " + e.getMessage());
        }
        if (failure != null) {
            discard(sandbox);
        }
        return new Made(sandbox, failure);
    }

    private void discard(Sandbox sandbox) {
        contexts.discard(sandbox);
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** An invocation is over: its context serves the next, or makes room for another one. */
    void over(Sandbox sandbox, Invocation invocation) {
        if (!invocation.claim()) {
            comesBack(sandbox, invocation);
            return;
        }
        account.spend(invocation.cpuNanos());
        trust.ended(invocation);
        judge(invocation);
        if (!contexts.giveBack(sandbox)) {
            discard(sandbox);
        }
        invocation.future().complete(invocation.result());
        serveNext();
    }

    /**
     * A cancelled invocation does not stop, as a built-in can't be interrupted. Its caller is told; its
     * thread and context are given up until it ends by itself. Until then the function is suspended, and
     * its workspace pays for the processor.
     */
    void abandon(Sandbox sandbox, Invocation invocation) {
        if (!invocation.claim()) {
            return;
        }
        List<Invocation> refused = contexts.abandon(sandbox);
        account.stuck();
        trust.lost();
        breaker.failed(spec.wallTime() - invocation.nanosLeft());
        if (Workers.isWorker(invocation.thread())) {
            lane().replaceOne();
        }
        Invocation.Verdict verdict = invocation.verdict();
        invocation.future().complete(Results.failed(verdict.kind(), verdict.message()));
        refused.forEach(left -> left.future().complete(suspended(DOES_NOT_STOP)));
    }

    /** It was abandoned, and has ended after all. */
    private void comesBack(Sandbox sandbox, Invocation invocation) {
        contexts.comesBack();
        account.unstuck();
        if (Workers.isWorker(invocation.thread())) {
            lane().takeBackOne();
        }
        sandbox.close();
    }

    private void serveNext() {
        Invocation next = contexts.next();
        if (next != null) {
            lane().execute(() -> admit(next));
        }
    }

    private void judge(Invocation ended) {
        Object[] result = ended.result();
        if ("returned".equals(result[0])) {
            breaker.succeeded();
        } else if ("failed".equals(result[0]) && !"CLOSED".equals(result[1])) {
            lastFailure = result;
            breaker.failed(ended.cpuNanos());
        }
    }

    void dropIdle(long lastUsedBefore) {
        contexts.idleSince(lastUsedBefore).forEach(this::discard);
    }

    void close() {
        Contexts.Left left = contexts.close();
        left.open().forEach(Sandbox::close);
        left.waiting().forEach(invocation -> invocation.future().complete(closed()));
        onClose.accept(this);
    }

    private static Object[] closed() {
        return Results.failed("CLOSED", "the function was closed");
    }
}
