package dev.cdp.admin.migrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.community.database.clickhouse.ClickHouseDatabaseType;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;

/**
 * One statement of a file. Files are cut by Flyway's own parsers, so that a down file is read by the
 * same rules as the migration beside it.
 *
 * @param line where it starts, from 1
 */
record SqlStatement(int line, String sql) {

    static List<SqlStatement> parse(Database database, Path file) {
        Configuration configuration = Flyway.configure().placeholderReplacement(false);
        ResourceProvider noOtherFiles = new UpFiles(List.of());
        List<SqlStatement> statements = new ArrayList<>();
        try (SqlStatementIterator parsed = type(database)
                .createParser(configuration, noOtherFiles, new ParsingContext())
                .parse(new SqlFileResource(file))) {
            parsed.forEachRemaining(each -> statements.add(new SqlStatement(each.getLineNumber(), each.getSql())));
        }
        return statements;
    }

    private static BaseDatabaseType type(Database database) {
        return switch (database) {
            case POSTGRES -> new PostgreSQLDatabaseType();
            case CLICKHOUSE -> new ClickHouseDatabaseType();
        };
    }
}
