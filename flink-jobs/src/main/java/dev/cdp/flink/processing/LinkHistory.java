package dev.cdp.flink.processing;

import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import java.util.ArrayList;
import java.util.List;

/**
 * Whose one anonymous id was, and since when. Immutable.
 *
 * @param links ordered by the received_at from which they are in force, ties in order of arrival
 * @param stoppedAt received_at from which no link is in force any more, since the anonymous id turned
 *     out to be no person's; {@link #NEVER} as a rule
 * @param revision counts the changes
 * @param truncated whether older links have been forgotten
 */
record LinkHistory(List<Link> links, long stoppedAt, long revision, boolean truncated) {
    /** A device with more users than these is a kiosk, a till or a bug. */
    static final int MAX_USERS = 10;

    /** Beyond these the oldest are forgotten: users who take turns for ever must not fill the state. */
    static final int MAX_LINKS = 256;

    static final long NEVER = Long.MAX_VALUE;
    static final LinkHistory EMPTY = new LinkHistory(List.of(), NEVER, 0, false);

    /** Earlier than any event. */
    private static final long BEGINNING = 0;

    /** The user to whom events belong that were received from then on. */
    record Link(long since, String userId) {}

    /**
     * The user whom an event belongs to that was received at this time, or empty. What came before the
     * first link is its user's: nobody else had said who it was.
     */
    String userAt(long receivedAt) {
        if (receivedAt >= stoppedAt) {
            return "";
        }
        int next = firstAfter(receivedAt);
        if (next > 0) {
            return links.get(next - 1).userId();
        }
        return links.isEmpty() || truncated ? "" : links.get(0).userId();
    }

    /** The user of the last link made by then, or empty before the first: what a new link is compared to. */
    String linkedAt(long receivedAt) {
        int next = firstAfter(receivedAt);
        return receivedAt >= stoppedAt || next == 0 ? "" : links.get(next - 1).userId();
    }

    boolean isStopped() {
        return stoppedAt != NEVER;
    }

    /** Whether a link to this user would be one user too many. */
    boolean isFullFor(String userId) {
        if (links.size() < MAX_USERS) {
            return false;
        }
        List<String> users = users();
        return users.size() == MAX_USERS && !users.contains(userId);
    }

    /** The users, each once, in the order of their first links. */
    List<String> users() {
        return links.stream().map(Link::userId).distinct().toList();
    }

    /** This history and one more link. */
    LinkHistory linked(long since, String userId) {
        List<Link> more = new ArrayList<>(links);
        more.add(firstAfter(since), new Link(since, userId));
        boolean forgets = more.size() > MAX_LINKS;
        if (forgets) {
            more.remove(0);
        }
        return new LinkHistory(List.copyOf(more), stoppedAt, revision + 1, truncated || forgets);
    }

    /** This history with no link in force from then on, and none to come. */
    LinkHistory stopped(long receivedAt) {
        return new LinkHistory(links, receivedAt, revision + 1, truncated);
    }

    /**
     * This history without the links to one user, as if they had never been made.
     *
     * @param userId empty: without any, and linking again if it had stopped
     */
    LinkHistory unlinked(String userId) {
        if (userId.isEmpty()) {
            return new LinkHistory(List.of(), NEVER, revision + 1, false);
        }
        List<Link> rest =
                links.stream().filter(link -> !link.userId().equals(userId)).toList();
        return new LinkHistory(rest, stoppedAt, revision + 1, truncated);
    }

    /** What {@link #userAt} says of any time, for those who have no history. */
    Ownership ownership() {
        List<Owner> owners = new ArrayList<>();
        for (Link link : links) {
            boolean first = owners.isEmpty() && !truncated;
            if (first || link.since() < stoppedAt) {
                owners.add(new Owner(first ? BEGINNING : link.since(), link.userId()));
            }
        }
        if (isStopped()) {
            owners.add(new Owner(stoppedAt, ""));
        }
        return new Ownership(revision, owners);
    }

    /** Where the links begin that are younger than this time; events come in at the end as a rule. */
    private int firstAfter(long receivedAt) {
        int next = links.size();
        while (next > 0 && links.get(next - 1).since() > receivedAt) {
            next--;
        }
        return next;
    }
}
