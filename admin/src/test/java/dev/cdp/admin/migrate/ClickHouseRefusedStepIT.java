package dev.cdp.admin.migrate;

class ClickHouseRefusedStepIT extends RefusedStepContract {
    ClickHouseRefusedStepIT() {
        super(Database.CLICKHOUSE);
    }
}
