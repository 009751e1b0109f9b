package dev.cdp.admin.migrate;

import dev.cdp.testkit.TestServices;
import java.util.UUID;

/** A name for a database on the server that all tests share; nobody has created it yet. */
final class ClickHouseTestDatabase implements TestDatabase {
    private final String name = "it_" + UUID.randomUUID().toString().replace('-', '_');

    @Override
    public DatabaseTarget target() {
        return new DatabaseTarget(
                Database.CLICKHOUSE,
                "jdbc:clickhouse:" + TestServices.clickHouse().url() + "/" + name,
                "default",
                "",
                "the test server");
    }

    boolean exists() {
        return TestServices.clickHouse().query("SHOW DATABASES").contains(name);
    }

    @Override
    public String schema() {
        return TestServices.clickHouse()
                .query(
                        ("SELECT create_table_query FROM system.tables WHERE database = '%s' AND name <> 'schema_history'"
                                        + " ORDER BY name FORMAT TSVRaw")
                                .formatted(name));
    }

    @Override
    public String query(String sql) {
        return TestServices.clickHouse().query(sql.replace("schema_history", name + ".schema_history"));
    }

    @Override
    public String createTable(String table) {
        return "CREATE TABLE %s (id Int32) ENGINE = MergeTree ORDER BY id".formatted(table);
    }

    @Override
    public void close() {
        TestServices.clickHouse().query("DROP DATABASE IF EXISTS " + name + " SYNC");
    }
}
