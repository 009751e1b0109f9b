package dev.cdp.udf.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One event on its way through a function: what it has used so far and what has become of it. Touched
 * by one thread at a time, but for {@link #verdict} and the future.
 */
final class Invocation {
    /** What ended it from outside: a limit that the watchdog has seen passed, or a close. */
    record Verdict(String kind, String message) {}

    private final byte[] event;
    private final Function<String, String> facts;
    private final CompletableFuture<Object[]> future = new CompletableFuture<>();
    private final List<byte[]> bodies = new ArrayList<>();

    private Object[] result;
    private volatile Verdict verdict;
    private volatile long deadline = Long.MAX_VALUE;
    /** Of the pieces that have run before the present one. */
    private long cpuNanos;

    private long allocatedBytes;
    private int logLines;
    private int fetches;
    private int storeOperations;
    private int outstanding;
    private boolean hasAwaited;
    /** Of the last piece. */
    private volatile Thread thread;

    private long permit;
    private boolean claimed;

    /** The first evaluation of a module, as if it were one. */
    static Invocation ofModule() {
        return new Invocation(new byte[0], name -> null);
    }

    Invocation(byte[] event, Function<String, String> facts) {
        this.event = event;
        this.facts = facts;
    }

    byte[] event() {
        return event;
    }

    String fact(String name) {
        return facts.apply(name);
    }

    CompletableFuture<Object[]> future() {
        return future;
    }

    void starts(long wallNanos) {
        deadline = System.nanoTime() + wallNanos;
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    void settle(Object[] outcome) {
        if (result == null) {
            result = outcome;
        }
    }

    /** A limit was passed: counts more than whatever the function makes of that. */
    void overrule(Object[] outcome) {
        result = outcome;
    }

    Object[] result() {
        return result;
    }

    boolean isSettled() {
        return result != null;
    }

    /** Says why it is being cancelled, or that it is over; false: something else was said before. */
    synchronized boolean condemn(String kind, String message) {
        if (verdict != null) {
            return false;
        }
        verdict = new Verdict(kind, message);
        return true;
    }

    Verdict verdict() {
        return verdict;
    }

    /** By which its function's breaker has let it in. */
    void permittedBy(long number) {
        permit = number;
    }

    long permit() {
        return permit;
    }

    /** By whoever deals with its end; false: somebody else does. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    void runsOn(Thread current) {
        thread = current;
    }

    Thread thread() {
        return thread;
    }

    void used(long nanos, long bytes) {
        cpuNanos += nanos;
        allocatedBytes += bytes;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    long allocatedBytes() {
        return allocatedBytes;
    }

    int countLogLine() {
        return ++logLines;
    }

    int logLines() {
        return logLines;
    }

    int countFetch() {
        return ++fetches;
    }

    int countStoreOperation() {
        return ++storeOperations;
    }

    void awaits() {
        hasAwaited = true;
        outstanding++;
    }

    void answered() {
        outstanding--;
    }

    /** Whether anything can still happen to it. */
    boolean awaitsSomething() {
        return outstanding > 0;
    }

    boolean hasAwaited() {
        return hasAwaited;
    }

    int keepBody(byte[] body) {
        bodies.add(body);
        return bodies.size() - 1;
    }

    byte[] body(int handle) {
        return bodies.get(handle);
    }
}
