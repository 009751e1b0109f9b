package dev.cdp.udf.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * One context of a function: runs one invocation at a time, in pieces. The first piece runs on the
 * caller's thread, to the end or to the first {@code await} of the host; each answer of the host is a
 * further piece, on whatever thread pumps the inbox. Pieces exclude each other by the lock.
 */
final class Sandbox {
    /** How long a cancelled invocation may take to stop. */
    private static final long GRACE = 1_000_000_000L;

    private final Context context;
    private final HostCalls calls;
    private final Failures failures;
    private final Failures.Verdicts verdicts;
    private final Spec spec;
    private final Source module;
    private final JsFunction owner;
    private final Watchdog watchdog;

    private final Value bind;
    private final Value start;
    private final Value resume;
    private final Value finish;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Answer> inbox = new ConcurrentLinkedQueue<>();
    private volatile Invocation current;
    private volatile Meter meter;
    private volatile long lastUse = System.nanoTime();
    /** Bytes allocated over all invocations: no more can be hoarded in it. */
    private long wear;

    private boolean isBroken;

    Sandbox(
            Context context,
            HostCalls calls,
            Failures failures,
            Spec spec,
            Source module,
            JsFunction owner,
            Watchdog watchdog) {
        this.context = context;
        this.calls = calls;
        this.failures = failures;
        this.spec = spec;
        this.module = module;
        this.owner = owner;
        this.watchdog = watchdog;
        calls.serve(this);
        Value prelude = context.eval(Prelude.SOURCE).execute(calls, AuthorModule.HANDLERS);
        this.bind = prelude.getMember("bind");
        this.start = prelude.getMember("start");
        this.resume = prelude.getMember("resume");
        this.finish = prelude.getMember("finish");
        this.verdicts = new Failures.Verdicts(
                prelude.getMember("verdict"), prelude.getMember("message"), prelude.getMember("delay"));
        watchdog.add(this);
    }

    /** Evaluates the author's module; a failure, or null. */
    Object[] load() {
        Invocation loading = new Invocation(new byte[0], name -> null);
        lock.lock();
        try {
            begin(loading);
            piece(loading, () -> {
                if (!bind.execute(context.eval(module)).asBoolean()) {
                    loading.settle(
                            Results.failed("INVALID_CODE", "the module has no default export that is a function"));
                }
            });
            loading.settle(Results.dropped());
            conclude(loading);
        } finally {
            lock.unlock();
        }
        return "failed".equals(loading.result()[0]) ? loading.result() : null;
    }

    /** Starts an invocation; the owner is told when it is over, which may be before this returns. */
    void run(Invocation invocation) {
        lock.lock();
        try {
            begin(invocation);
            piece(invocation, () -> {
                Value outcome = start.execute(new String(invocation.event(), StandardCharsets.UTF_8));
                // true: it awaits something, and its promise tells the host in the end.
                if (!outcome.isBoolean() && !invocation.isSettled()) {
                    invocation.settle(result(outcome));
                }
            });
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void begin(Invocation invocation) {
        context.resetLimits();
        invocation.starts(spec.wallTime());
        current = invocation;
    }

    /** Of what the prelude's {@code encoded} makes: a text, a list of texts, or null. */
    Object[] result(Value outcome) {
        if (outcome.isNull()) {
            return Results.dropped();
        }
        if (outcome.isString()) {
            return Results.returned(List.of(outcome.asString()), spec.outputBytes());
        }
        List<String> events = new ArrayList<>();
        for (long i = 0; i < outcome.getArraySize(); i++) {
            events.add(outcome.getArrayElement(i).asString());
        }
        return Results.returned(events, spec.outputBytes());
    }

    Object[] failure(Value thrown) {
        return failures.of(thrown, verdicts);
    }

    Invocation current() {
        return current;
    }

    long lastUse() {
        return lastUse;
    }

    /** An answer of the host's, from any thread. */
    void post(Answer answer) {
        inbox.add(answer);
        // Within a piece, whoever runs it looks at the inbox afterwards.
        if (!lock.isHeldByCurrentThread()) {
            owner.workers().execute(this::pump);
        }
    }

    /** Goes on with the present invocation as long as there are answers for it. */
    private void pump() {
        do {
            if (!lock.tryLock()) {
                // Who holds the lock comes by here after it.
                return;
            }
            Invocation over;
            try {
                over = goOn();
            } finally {
                lock.unlock();
            }
            if (over != null) {
                owner.over(this, over);
                return;
            }
        } while (!inbox.isEmpty());
    }

    /** The invocation, when it is over now. */
    private Invocation goOn() {
        Invocation invocation = current;
        if (invocation == null) {
            // Answers that came too late for their invocation.
            inbox.clear();
            return null;
        }
        Answer answer = null;
        while (!isOver(invocation) && (answer = inbox.poll()) != null) {
            if (answer.invocation() == invocation) {
                take(answer);
            }
        }
        if (!isOver(invocation)) {
            if (invocation.awaitsSomething()) {
                return null;
            }
            invocation.settle(Results.failed("TIMED_OUT", "it awaits a promise that nothing can settle"));
        }
        conclude(invocation);
        return invocation;
    }

    private void take(Answer answer) {
        Invocation invocation = answer.invocation();
        invocation.answered();
        piece(invocation, () -> {
            Object value =
                    answer.value() instanceof Object[] response ? calls.response(response, invocation) : answer.value();
            resume.executeVoid(answer.id(), answer.ok(), value);
        });
    }

    private static boolean isOver(Invocation invocation) {
        return invocation.isSettled() || invocation.verdict() != null;
    }

    /** Runs some of the author's code, and settles the invocation when that fails. */
    private void piece(Invocation invocation, Runnable code) {
        Meter used = new Meter();
        meter = used;
        try {
            code.run();
        } catch (PolyglotException e) {
            isBroken |= e.isCancelled() || e.isResourceExhausted() || e.isInternalError();
            invocation.settle(explained(e));
        } catch (IllegalStateException e) {
            // The context was closed between two pieces; the verdict says why.
            isBroken = true;
            invocation.settle(Results.failed("CLOSED", "the function was closed"));
        } finally {
            meter = null;
            invocation.used(used.nanos(), used.bytes());
        }
    }

    private Object[] explained(PolyglotException e) {
        try {
            return failures.of(e, verdicts);
        } catch (PolyglotException | IllegalStateException again) {
            // Telling what was thrown runs the author's code, too: a getter, a toString.
            isBroken |= !(again instanceof PolyglotException guest && guest.isGuestException());
            return Results.failed("CRASHED", "it threw a value that can't be shown");
        }
    }

    /** From here on no verdict comes any more. */
    private void conclude(Invocation invocation) {
        if (!invocation.condemn("", "")) {
            isBroken = true;
            Invocation.Verdict verdict = invocation.verdict();
            invocation.overrule(Failures.located(verdict.kind(), verdict.message(), invocation.result()));
        } else if (invocation.allocatedBytes() > spec.memoryBytes()) {
            invocation.overrule(tooMuchMemory(invocation.result()));
        }
        if (!isBroken && invocation.hasAwaited()) {
            finish.executeVoid();
        }
        calls.end(invocation);
        wear += invocation.allocatedBytes();
        lastUse = System.nanoTime();
        current = null;
        inbox.clear();
    }

    private Object[] tooMuchMemory(Object[] result) {
        return Failures.located("OUT_OF_MEMORY", "it allocated more than " + spec.memoryBytes() + " bytes", result);
    }

    /** Whether another invocation may run in it. */
    boolean isUsable() {
        return !isBroken && wear <= spec.retainedBytes();
    }

    /** Whether the present invocation has just been condemned and is to be cancelled; asked by the watchdog. */
    boolean passesALimit() {
        Invocation invocation = current;
        if (invocation == null || invocation.verdict() != null) {
            return false;
        }
        if (invocation.nanosLeft() < 0) {
            return invocation.condemn("TIMED_OUT", "it took longer than " + spec.wallTime() / 1_000_000 + " ms");
        }
        Meter running = meter;
        if (running == null) {
            return false;
        }
        long bytes = invocation.allocatedBytes() + running.bytesSeenFromOutside();
        long cpu = running.cpuSeenFromOutside();
        if (meter != running || current != invocation) {
            return false;
        }
        if (bytes > spec.memoryBytes()) {
            return invocation.condemn("OUT_OF_MEMORY", "it allocated more than " + spec.memoryBytes() + " bytes");
        }
        if (cpu > spec.cpuTime()) {
            return invocation.condemn(
                    "TIMED_OUT", "it kept a processor busy for longer than " + spec.cpuTime() / 1_000_000 + " ms");
        }
        return false;
    }

    /** Stops the condemned invocation; may take as long as a built-in takes to notice. */
    void cancel() {
        Invocation condemned = current;
        if (condemned != null) {
            owner.workers().after(GRACE, () -> giveUp(condemned));
        }
        context.close(true);
        Invocation over;
        lock.lock();
        try {
            over = current == null ? null : goOn();
        } finally {
            lock.unlock();
        }
        if (over != null) {
            owner.over(this, over);
        }
    }

    private void giveUp(Invocation condemned) {
        if (current == condemned) {
            watchdog.remove(this);
            owner.abandon(this, condemned);
        }
    }

    /** Lets go of the context; an invocation under way ends as closed. */
    void close() {
        watchdog.remove(this);
        Invocation invocation = current;
        if (invocation != null) {
            invocation.condemn("CLOSED", "the function was closed");
        }
        owner.workers().cancel(this::cancel);
    }
}
