package dev.cdp.admin.migrate;

class PostgresRefusedStepIT extends RefusedStepContract {
    PostgresRefusedStepIT() {
        super(Database.POSTGRES);
    }
}
