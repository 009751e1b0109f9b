package dev.cdp.udf.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/** The contexts of one function, of which there are only so many, and the invocations that wait for one. */
final class Contexts {
    private final int most;
    /** The last used first, so that what is not needed becomes idle. */
    private final Deque<Sandbox> idle = new ArrayDeque<>();

    private final Set<Sandbox> all = new HashSet<>();
    private final Queue<Invocation> waiting = new ArrayDeque<>();
    /** Contexts, with those that are just being made. */
    private int count;
    /** Those whose invocation could not be stopped and still runs. */
    private int stuck;

    private boolean closed;

    Contexts(int most) {
        this.most = most;
    }

    /** What there is for an invocation. */
    enum Place {
        FREE,
        /** A context is to be made for it; it is counted already. */
        NEW,
        /** It waits, and is given out by {@link #next}. */
        NONE,
        STUCK,
        CLOSED
    }

    /** @param free that is there for it, when the place is FREE */
    record Taken(Place place, Sandbox free) {}

    synchronized Taken take(Invocation invocation) {
        if (closed) {
            return new Taken(Place.CLOSED, null);
        }
        if (stuck > 0) {
            return new Taken(Place.STUCK, null);
        }
        Sandbox free = idle.pollLast();
        if (free != null) {
            return new Taken(Place.FREE, free);
        }
        if (count >= most) {
            waiting.add(invocation);
            return new Taken(Place.NONE, null);
        }
        count++;
        return new Taken(Place.NEW, null);
    }

    /** Counts one that is going to be made. */
    synchronized void reserve() {
        count++;
    }

    synchronized void made(Sandbox sandbox) {
        all.add(sandbox);
    }

    /** For the next invocation; false: it can't be used again and is to be discarded. */
    synchronized boolean giveBack(Sandbox sandbox) {
        boolean reusable = sandbox.isUsable() && !closed;
        if (reusable) {
            idle.addLast(sandbox);
        }
        return reusable;
    }

    /** @param sandbox null: it was not even made */
    synchronized void discard(Sandbox sandbox) {
        // One that is stuck is not counted any more.
        count -= sandbox == null || all.remove(sandbox) ? 1 : 0;
    }

    /** Gives it up until {@link #comesBack}; returns those who wait no longer. */
    synchronized List<Invocation> abandon(Sandbox sandbox) {
        all.remove(sandbox);
        count--;
        stuck++;
        return drained();
    }

    synchronized void comesBack() {
        stuck--;
    }

    /** Who has waited longest, or null. */
    synchronized Invocation next() {
        return waiting.poll();
    }

    /** Takes out those that were not used since. */
    synchronized List<Sandbox> idleSince(long nanoTime) {
        List<Sandbox> dropped = new ArrayList<>();
        idle.removeIf(sandbox -> sandbox.lastUse() - nanoTime < 0 && dropped.add(sandbox));
        return dropped;
    }

    /** All there are, and who waited for them. */
    record Left(List<Sandbox> open, List<Invocation> waiting) {}

    synchronized Left close() {
        closed = true;
        idle.clear();
        return new Left(List.copyOf(all), drained());
    }

    private List<Invocation> drained() {
        List<Invocation> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }
}
