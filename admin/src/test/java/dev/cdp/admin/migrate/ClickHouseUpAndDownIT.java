package dev.cdp.admin.migrate;

class ClickHouseUpAndDownIT extends UpAndDownContract {
    ClickHouseUpAndDownIT() {
        super(Database.CLICKHOUSE);
    }
}
