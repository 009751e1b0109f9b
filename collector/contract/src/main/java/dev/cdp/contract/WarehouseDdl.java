package dev.cdp.contract;

import java.util.List;

/**
 * What a warehouse's delivery job runs first, for people to read before it does. The job makes its table from the
 * columns that it writes; its tests hold these statements against what it makes.
 */
public final class WarehouseDdl {
    private static final String DEFAULT_SCHEMA = "public";

    private WarehouseDdl() {}

    /**
     * The statements for PostgreSQL. Columns for the fields of events come later, as they are met.
     *
     * @param name {@code table} or {@code schema.table}
     */
    public static List<String> postgresql(String name) {
        String schema = quote(schema(name));
        String table = postgresqlName(name);
        return List.of("""
                CREATE TABLE IF NOT EXISTS %s."_cdp_schema_changes" (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    table_name text NOT NULL,
                    change text NOT NULL,
                    column_name text NOT NULL,
                    column_type text NOT NULL,
                    field_name text NOT NULL
                )""".formatted(schema), """
                CREATE TABLE %s (
                    "event_id" uuid NOT NULL,
                    "row_no" integer NOT NULL,
                    "version" bigint NOT NULL,
                    "workspace_id" text,
                    "source_id" text,
                    "message_id" text,
                    "type" text,
                    "event" text,
                    "name" text,
                    "anonymous_id" text,
                    "user_id" text,
                    "sent_user_id" text,
                    "previous_id" text,
                    "group_id" text,
                    "channel" text,
                    "received_at" timestamp with time zone,
                    "sent_at" timestamp with time zone,
                    "original_timestamp" timestamp with time zone,
                    "timestamp" timestamp with time zone,
                    "ip" text,
                    PRIMARY KEY ("event_id", "row_no")
                )""".formatted(table), """
                CREATE INDEX ON %s ("workspace_id", md5("anonymous_id"), "received_at")""".formatted(table));
    }

    /** The schema of a table; the default one where none is named. */
    public static String schema(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? DEFAULT_SCHEMA : name.substring(0, dot);
    }

    /** The table's name with its schema, quoted. */
    public static String postgresqlName(String name) {
        return quote(schema(name)) + '.' + quote(name.substring(name.indexOf('.') + 1));
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
