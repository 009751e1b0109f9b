package dev.cdp.admin.access;

import java.util.Locale;

/** What someone may do in a workspace: each may what those before it may. */
public enum Role {
    VIEWER,
    EDITOR,
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As in the tables and in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of that name */
    public static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
