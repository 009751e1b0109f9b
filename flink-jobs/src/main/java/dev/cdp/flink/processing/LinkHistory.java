package dev.cdp.flink.processing;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose one anonymous id was, and since when. Immutable.
 *
 * @param links ordered by the received_at from which they are in force, ties in order of arrival
 * @param stoppedAt received_at from which no link is in force any more, since the anonymous id turned
 *     out to be no person's; {@link #NEVER} as a rule
 */
record LinkHistory(List<Link> links, long stoppedAt) {
    /** A device with more users than these is a kiosk, a till or a bug. */
    static final int MAX_USERS = 10;

    /** Beyond these the oldest are forgotten: users who take turns for ever must not fill the state. */
    static final int MAX_LINKS = 256;

    static final long NEVER = Long.MAX_VALUE;
    static final LinkHistory EMPTY = new LinkHistory(List.of(), NEVER);

    /** The user to whom events belong that were received from then on. */
    record Link(long since, String userId) {}

    /** The user of the link in force at this time, or empty. */
    String userAt(long receivedAt) {
        if (receivedAt >= stoppedAt) {
            return "";
        }
        int next = firstAfter(receivedAt);
        return next == 0 ? "" : links.get(next - 1).userId();
    }

    boolean isStopped() {
        return stoppedAt != NEVER;
    }

    /** Whether a link to this user would be one user too many. */
    boolean isFullFor(String userId) {
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
        if (more.size() > MAX_LINKS) {
            more.remove(0);
        }
        return new LinkHistory(List.copyOf(more), stoppedAt);
    }

    /** This history with no link in force from then on, and none to come. */
    LinkHistory stopped(long receivedAt) {
        return new LinkHistory(links, receivedAt);
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
