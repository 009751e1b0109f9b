package dev.cdp.admin.workspace;

import java.util.Locale;

/** Which rate limits hold for a workspace. */
public enum Tier {
    DEFAULT,
    PRO,
    ENTERPRISE;

    /** As in the column workspaces.tier. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
