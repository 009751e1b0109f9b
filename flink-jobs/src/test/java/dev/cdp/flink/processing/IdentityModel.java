package dev.cdp.flink.processing;

import dev.cdp.contract.EventType;
import dev.cdp.contract.Unlink;
import dev.cdp.flink.Events;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The spec's rules of identity over all that was ever accepted, written to be read and not to be fast. */
final class IdentityModel {
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Events> rows = new TreeMap<>();
    private final Map<String, List<Link>> links = new HashMap<>();
    private int arrivals;

    /** Links of one anonymous id are in force in this order: by time, ties by arrival. */
    private record Link(long since, int arrival, String userId) {
        static final Comparator<Link> ORDER =
                Comparator.comparingLong(Link::since).thenComparingInt(Link::arrival);
    }

    void accept(Events event) {
        String replay = event.replay() == null ? "" : event.replay().id();
        if (!seen.add(event.eventId() + replay)) {
            return;
        }
        rows.putIfAbsent(event.messageId(), event);
        String linked = event.type() == EventType.ALIAS ? event.previousId() : event.anonymousId();
        boolean news = !event.userId().isEmpty() && !event.userId().equals(lastBy(linked, event.receivedAt()));
        if (news) {
            of(linked).add(new Link(event.receivedAt(), arrivals++, event.userId()));
        }
    }

    void accept(Unlink unlink) {
        of(unlink.anonymousId())
                .removeIf(link -> unlink.userId().isEmpty() || link.userId().equals(unlink.userId()));
    }

    /** Each message's user, when all backfills are done. */
    Map<String, String> users() {
        Map<String, String> users = new TreeMap<>();
        rows.forEach((message, event) -> users.put(message, userOf(event)));
        return users;
    }

    private String userOf(Events event) {
        if (!event.userId().isEmpty()) {
            return event.userId();
        }
        String last = lastBy(event.anonymousId(), event.receivedAt());
        return last.isEmpty()
                ? ordered(event.anonymousId()).findFirst().map(Link::userId).orElse("")
                : last;
    }

    private String lastBy(String anonymousId, long time) {
        return ordered(anonymousId)
                .filter(link -> link.since() <= time)
                .reduce((earlier, later) -> later)
                .map(Link::userId)
                .orElse("");
    }

    private Stream<Link> ordered(String anonymousId) {
        return of(anonymousId).stream().sorted(Link.ORDER);
    }

    private List<Link> of(String anonymousId) {
        return links.computeIfAbsent(anonymousId, id -> new ArrayList<>());
    }
}
