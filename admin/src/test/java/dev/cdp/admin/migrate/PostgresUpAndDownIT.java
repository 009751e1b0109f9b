package dev.cdp.admin.migrate;

class PostgresUpAndDownIT extends UpAndDownContract {
    PostgresUpAndDownIT() {
        super(Database.POSTGRES);
    }
}
