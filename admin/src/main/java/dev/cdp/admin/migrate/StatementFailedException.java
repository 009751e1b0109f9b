package dev.cdp.admin.migrate;

import java.sql.SQLException;

/** A statement of a migration's file that the database refused. */
final class StatementFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SqlStatement statement;

    StatementFailedException(SqlStatement statement, SQLException cause) {
        super(cause.getMessage(), cause);
        this.statement = statement;
    }

    SqlStatement statement() {
        return statement;
    }
}
