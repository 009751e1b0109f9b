package dev.cdp.testkit;

import dev.cdp.local.component.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** A server with the database, role and password `cdp`. */
public final class PostgresService implements TestService {
    private final ServiceControl control;
    private final Postgres postgres;
    private final Set<Path> applied = new HashSet<>();

    PostgresService(ServiceControl control, Postgres postgres) {
        this.control = control;
        this.postgres = postgres;
    }

    @Override
    public ServiceControl control() {
        return control;
    }

    /** jdbc:postgresql://host:port/cdp with user and password. */
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    /** postgresql://user:password@host:port/cdp. */
    public String url() {
        return postgres.url();
    }

    /** The caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    /** Applies the files of deploy/migrations/postgres that this server has not had yet, in order. */
    public synchronized void migrate() {
        for (Migration migration : Migration.all("postgres")) {
            if (applied.contains(migration.file())) {
                continue;
            }
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                // The driver splits a script itself, dollar quotes included.
                statement.execute(migration.sql());
            } catch (SQLException e) {
                throw new TestServiceException("migration " + migration.file() + " failed: " + e.getMessage(), e);
            }
            applied.add(migration.file());
        }
    }
}
