package dev.cdp.udf.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.graalvm.polyglot.Source;

/**
 * One context of a function: runs one invocation at a time, in pieces. The first piece runs on the
 * caller's thread, to the end or to the first {@code await} of the host; each answer of the host is a
 * further piece, on whatever thread pumps the inbox. Pieces exclude each other by the lock.
 */
final class Sandbox {
    /** How long a cancelled invocation may take to stop. */
    private static final long GRACE = 1_000_000_000L;

    private final Guest guest;
    private final Pieces pieces;
    private final HostCalls calls;
    private final Spec spec;
    private final Source module;
    private final JsFunction owner;
    private final Watchdog watchdog;
    private final Overrun overrun;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Answer> inbox = new ConcurrentLinkedQueue<>();
    private volatile Invocation current;
    private volatile long lastUse = System.nanoTime();
    /** Bytes allocated over all invocations: no more can be hoarded in it. */
    private long wear;

    Sandbox(Guest guest, HostCalls calls, Spec spec, Source module, JsFunction owner, Watchdog watchdog) {
        this.guest = guest;
        this.pieces = new Pieces(guest);
        this.calls = calls;
        this.spec = spec;
        this.module = module;
        this.owner = owner;
        this.watchdog = watchdog;
        this.overrun = new Overrun(spec);
        calls.serve(this);
        watchdog.add(this);
    }

    /** Evaluates the author's module; a failure, or null. */
    Object[] load(Invocation loading) {
        lock.lock();
        try {
            begin(loading);
            pieces.run(loading, () -> {
                guest.resetLimits();
                if (!guest.bind(module)) {
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
            pieces.run(invocation, () -> {
                guest.resetLimits();
                // Otherwise its promise tells the host in the end.
                if (guest.start(invocation.event()) && !invocation.isSettled()) {
                    invocation.settle(guest.result());
                }
            });
        } finally {
            lock.unlock();
        }
        pump();
    }

    private void begin(Invocation invocation) {
        invocation.starts(spec.wallTime());
        current = invocation;
    }

    Guest guest() {
        return guest;
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
            owner.lane().execute(this::pump);
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
        pieces.run(invocation, () -> {
            Object value =
                    answer.value() instanceof Object[] response ? calls.response(response, invocation) : answer.value();
            guest.resume(answer, value);
        });
    }

    private static boolean isOver(Invocation invocation) {
        return invocation.isSettled() || invocation.verdict() != null;
    }

    /** From here on no verdict comes any more. */
    private void conclude(Invocation invocation) {
        if (!invocation.condemn("", "")) {
            pieces.breaks();
            Invocation.Verdict verdict = invocation.verdict();
            invocation.overrule(Failures.located(verdict.kind(), verdict.message(), invocation.result()));
        } else {
            overrun.judge(invocation);
        }
        if (!pieces.isBroken() && invocation.hasAwaited()) {
            pieces.run(invocation, guest::finish);
        }
        calls.end(invocation);
        wear += invocation.allocatedBytes();
        lastUse = System.nanoTime();
        current = null;
        inbox.clear();
    }

    /** Whether another invocation may run in it. */
    boolean isUsable() {
        return !pieces.isBroken() && wear <= spec.retainedBytes();
    }

    /** Whether the present invocation has just been condemned and is to be cancelled; asked by the watchdog. */
    boolean passesALimit() {
        Meter running = pieces.meter();
        Invocation invocation = current;
        return invocation != null && invocation.verdict() == null && overrun.condemns(invocation, running);
    }

    /** Stops the condemned invocation; may take as long as a built-in takes to notice. */
    void cancel() {
        Invocation condemned = current;
        if (condemned != null) {
            owner.workers().after(GRACE, () -> giveUp(condemned));
        }
        guest.close();
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
        owner.workers().aside(this::cancel);
    }
}
