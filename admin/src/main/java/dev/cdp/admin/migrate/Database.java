package dev.cdp.admin.migrate;

import java.util.Locale;

/** A database that has migrations. They are in a folder of its name. */
public enum Database {
    POSTGRES,
    CLICKHOUSE;

    private final String lowerCase = name().toLowerCase(Locale.ROOT);

    @Override
    public String toString() {
        return lowerCase;
    }
}
