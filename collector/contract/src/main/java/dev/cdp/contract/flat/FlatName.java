package dev.cdp.contract.flat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A flat name, and those of the members below it. Made once, as events have the names of those before them: to make
 * each anew was a tenth of the collector's work on an event. Clients choose the names, so there is room for some only.
 */
final class FlatName {
    /** Names below one root, about a kilobyte each at most. */
    private static final int MOST = 2_048;

    private static final int LONGEST_MEMBER = 64;
    private static final int LONGEST_NAME = 255;

    private final String root;
    private final String text;
    private final String full;
    private final AtomicInteger room;
    private final Map<String, FlatName> members = new ConcurrentHashMap<>(0);

    private FlatName(String root, String text, AtomicInteger room) {
        this.root = root;
        this.text = text;
        this.full = root.isEmpty() ? text : root + text;
        this.room = room;
    }

    /** What stands in front of all names below it, as it is. */
    static FlatName root(String root) {
        return new FlatName(root, "", new AtomicInteger(MOST));
    }

    /** Whether nothing more is remembered below this root. */
    boolean isFull() {
        return room.get() <= 0;
    }

    /** In snake_case, without the root. */
    String text() {
        return text;
    }

    /** With the root in front. */
    String full() {
        return full;
    }

    /** The name of a member that has this name within its object. */
    FlatName member(String name) {
        FlatName known = members.get(name);
        return known == null ? make(name) : known;
    }

    private FlatName make(String name) {
        FlatName made = new FlatName(root, below(text, name), room);
        if (name.length() <= LONGEST_MEMBER && made.text.length() <= LONGEST_NAME && room.getAndDecrement() > 0) {
            members.put(name, made);
        }
        return made;
    }

    /** A member's flat name, by that of its object; empty for the outermost. */
    static String below(String object, String member) {
        String segment = SnakeCase.of(member);
        return object.isEmpty() ? segment : object + '_' + segment;
    }
}
