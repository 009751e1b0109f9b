package dev.cdp.flink.identity;

import dev.cdp.flink.identity.Notice.EventsWritten;
import dev.cdp.flink.identity.Notice.OwnersChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Notices that are still to be followed. The task adds them and keeps them in its state, the thread that follows them
 * takes them away when it is done. Safe for both.
 *
 * <p>Of each anonymous id only the newest revision is kept: it says all.
 */
final class Pending {
    private final boolean afterCheckpoint;
    private final Map<AnonymousId, OwnersChanged> due = new LinkedHashMap<>();
    private final Set<EventsWritten> blocks = new LinkedHashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private List<OwnersChanged> unstamped = new ArrayList<>();

    private record Waiting(long checkpointId, List<OwnersChanged> changes) {}

    /** @param afterCheckpoint a change is due when the checkpoint is complete that covers it, and not at once */
    Pending(boolean afterCheckpoint) {
        this.afterCheckpoint = afterCheckpoint;
    }

    synchronized void add(Notice notice) {
        if (notice instanceof EventsWritten written) {
            blocks.add(written);
        } else if (notice instanceof OwnersChanged changed && afterCheckpoint) {
            unstamped.add(changed);
        } else if (notice instanceof OwnersChanged changed) {
            makeDue(changed);
        }
    }

    /** What was in the state of a completed checkpoint is due. */
    synchronized void restore(Notice notice) {
        if (notice instanceof OwnersChanged changed) {
            makeDue(changed);
        } else {
            add(notice);
        }
    }

    private void makeDue(OwnersChanged changed) {
        due.merge(
                changed.id(),
                changed,
                (known, other) ->
                        other.ownership().revision() >= known.ownership().revision() ? other : known);
    }

    /** A checkpoint's barrier has passed: what it has to keep. */
    synchronized List<Notice> barrier(long checkpointId) {
        if (!unstamped.isEmpty()) {
            waiting.add(new Waiting(checkpointId, unstamped));
            unstamped = new ArrayList<>();
        }
        List<Notice> all = new ArrayList<>(due.values());
        all.addAll(blocks);
        waiting.forEach(changes -> all.addAll(changes.changes()));
        return all;
    }

    synchronized void completed(long checkpointId) {
        waiting.removeIf(changes -> {
            boolean complete = changes.checkpointId() <= checkpointId;
            if (complete) {
                changes.changes().forEach(this::makeDue);
            }
            return complete;
        });
    }

    /** The first changes that are due, at most so many. */
    synchronized List<OwnersChanged> changes(int most) {
        return due.values().stream().limit(most).toList();
    }

    synchronized List<EventsWritten> blocks(int most) {
        return blocks.stream().limit(most).toList();
    }

    /** This change has been followed; a newer one of its anonymous id stays. */
    synchronized void done(OwnersChanged changed) {
        due.remove(changed.id(), changed);
    }

    synchronized void done(Collection<EventsWritten> written) {
        blocks.removeAll(written);
    }

    /** Lets the others go first. */
    synchronized void toTheEnd(OwnersChanged changed) {
        if (due.remove(changed.id(), changed)) {
            due.put(changed.id(), changed);
        }
    }

    synchronized int anonymousIds() {
        return due.size()
                + unstamped.size()
                + waiting.stream().mapToInt(changes -> changes.changes().size()).sum();
    }
}
