package dev.cdp.flink.warehouse;

import static dev.cdp.flink.connector.jdbc.ValueType.BIGINT;
import static dev.cdp.flink.connector.jdbc.ValueType.INTEGER;
import static dev.cdp.flink.connector.jdbc.ValueType.TEXT;
import static dev.cdp.flink.connector.jdbc.ValueType.TIMESTAMP;
import static dev.cdp.flink.connector.jdbc.ValueType.UUID;

import dev.cdp.flink.connector.jdbc.JdbcTable;
import dev.cdp.flink.connector.jdbc.JdbcTable.Column;
import dev.cdp.flink.connector.jdbc.JdbcTable.Identity;
import dev.cdp.flink.connector.jdbc.JdbcTable.Lookup;
import dev.cdp.flink.connector.jdbc.OwnerColumns;
import java.util.List;

/** The events' table. The columns of the server's facts are those of ClickHouse's {@code events}. */
final class WarehouseTable {
    static final String USER_ID = "user_id";
    /** As the event was sent, so that what a backfill has set can be told from it, and be taken back. */
    static final String SENT_USER_ID = "sent_user_id";

    static final OwnerColumns USER = new OwnerColumns(USER_ID, SENT_USER_ID);

    /** PostgreSQL's limit is 1,600; dropped columns count, and so does the width of a row. */
    private static final int MAX_COLUMNS = 1_500;

    private static final String DEFAULT_SCHEMA = "public";

    private WarehouseTable() {}

    /** @param name {@code table} or {@code schema.table} */
    static JdbcTable of(String name) {
        int dot = name.indexOf('.');
        return new JdbcTable(
                dot < 0 ? DEFAULT_SCHEMA : name.substring(0, dot),
                name.substring(dot + 1),
                List.of(
                        new Column("event_id", UUID),
                        new Column("row_no", INTEGER),
                        new Column("version", BIGINT),
                        new Column("workspace_id", TEXT),
                        new Column("source_id", TEXT),
                        new Column("message_id", TEXT),
                        new Column("type", TEXT),
                        new Column("event", TEXT),
                        new Column("name", TEXT),
                        new Column("anonymous_id", TEXT),
                        new Column(USER_ID, TEXT),
                        new Column(SENT_USER_ID, TEXT),
                        new Column("previous_id", TEXT),
                        new Column("group_id", TEXT),
                        new Column("channel", TEXT),
                        new Column("received_at", TIMESTAMP),
                        new Column("sent_at", TIMESTAMP),
                        new Column("original_timestamp", TIMESTAMP),
                        new Column("timestamp", TIMESTAMP),
                        new Column("ip", TEXT)),
                new Identity("event_id", "row_no", "version"),
                new Lookup("workspace_id", "anonymous_id", "received_at"),
                MAX_COLUMNS);
    }
}
