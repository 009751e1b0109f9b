package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.OneLine;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/** What is said when a step is not taken or fails: what happened, what is left, what to do. */
final class Refusals {
    private final Database database;
    private final MigrationFolder folder;
    private final SchemaHistory history;

    Refusals(Database database, MigrationFolder folder, SchemaHistory history) {
        this.database = database;
        this.folder = folder;
        this.history = history;
    }

    /** Refuses to build upon a history that does not agree with the files. */
    void requireHealthy(MigrationStatus status) {
        String version = "%s V%s".formatted(database, status.version());
        switch (status.state()) {
            case APPLIED, PENDING -> {}
            case FAILED -> throw new AdminException(version + " failed half-way in an earlier run; " + wayOut());
            case CHANGED ->
                throw new AdminException(version
                        + " was changed after it was applied: restore the file and make the change in a new migration");
            case NO_FILE ->
                throw new AdminException(
                        version + " is applied, but %s has no such file: these files are older".formatted(folder.path())
                                + " than the database");
            case SKIPPED ->
                throw new AdminException(version + " is not applied, but a later one is: give it the next free number");
        }
    }

    /** Tells of a migration that failed on its way up. */
    AdminException failedUp(FlywayException failure) {
        Optional<FlywaySqlScriptException> statement = causes(failure);
        if (statement.isEmpty()) {
            return new AdminException("%s: %s".formatted(database, OneLine.of(failure.getMessage())), failure);
        }
        boolean halfWay = history.newest().filter(newest -> !newest.success()).isPresent();
        return new AdminException(
                "%s %s; %s"
                        .formatted(
                                database,
                                failed(
                                        statement.get().getResource().getFilename(),
                                        statement.get().getLineNumber(),
                                        statement.get(),
                                        statement.get().getStatement()),
                                halfWay
                                        ? wayOut()
                                        : "nothing of it was kept: correct the file and run migrate up again"),
                failure);
    }

    /** Tells of a down file that failed. */
    AdminException failedDown(MigrationFile file, StatementFailedException failure) {
        return new AdminException(
                "%s %s; %s"
                        .formatted(
                                database,
                                failed(
                                        file.down().getFileName().toString(),
                                        failure.statement().line(),
                                        failure,
                                        failure.statement().sql()),
                                history.rollsBack()
                                        ? "nothing was changed: correct the file and run migrate down again"
                                        : "the statements before the failure took effect: correct the file (with IF EXISTS it can"
                                                + " be run again) and run migrate down again"),
                failure);
    }

    AdminException noDown(AppliedMigration newest) {
        return new AdminException("%s V%s can't be taken back: %s has no down file of it"
                .formatted(database, newest.version(), folder.path()));
    }

    private static String failed(String file, int line, Throwable failure, String sql) {
        return "%s failed at line %d: %s; statement: %s"
                .formatted(file, line, OneLine.rootMessage(failure), OneLine.of(withoutComments(sql)));
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)^\\s*--.*$", "");
    }

    /** ClickHouse has no transactions: what was done before the failure stays, and its down file removes it. */
    private String wayOut() {
        return ("the statements before the failure took effect and %s can't roll them back: run migrate down --db %s, which"
                        + " removes them, correct the file, run migrate up again")
                .formatted(database, database);
    }

    private static Optional<FlywaySqlScriptException> causes(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FlywaySqlScriptException statement) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }
}
