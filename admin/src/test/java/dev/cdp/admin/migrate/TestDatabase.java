package dev.cdp.admin.migrate;

/** An empty database of its own for one test; closing it removes it. */
sealed interface TestDatabase extends AutoCloseable permits PostgresTestDatabase, ClickHouseTestDatabase {
    static TestDatabase create(Database database) throws Exception {
        return switch (database) {
            case POSTGRES -> new PostgresTestDatabase();
            case CLICKHOUSE -> new ClickHouseTestDatabase();
        };
    }

    DatabaseTarget target();

    /** Everything in it but the history, as the server describes it. */
    String schema() throws Exception;

    /** The first column of the rows. */
    String query(String sql) throws Exception;

    /** A statement that makes this table. */
    String createTable(String name);

    @Override
    void close() throws Exception;
}
