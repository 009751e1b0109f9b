package dev.cdp.collector.repo;

import dev.cdp.collector.health.Dependency;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether PostgreSQL answers and its schema is new enough. Once it was so, its absence only
 * degrades: what is remembered goes on to hold.
 */
@Singleton
public class PostgresState implements Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresState.class);

    private final DataSource database;
    private volatile boolean seen;
    private volatile Health health = Health.blocked("not reached yet");

    PostgresState(DataSource database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Health health() {
        return health;
    }

    /**
     * Looks at the schema's version, before anything is accepted.
     *
     * @throws SchemaVersion.TooOldException when it is older than what this collector needs; while
     *     PostgreSQL does not answer nobody knows, and {@link #probe} looks again
     */
    public void requireVersion() throws SchemaVersion.TooOldException {
        try (Connection connection = database.getConnection()) {
            SchemaVersion.require(connection);
        } catch (SQLException e) {
            LOG.warn("starting without PostgreSQL: {}", e.getMessage());
        }
    }

    @Scheduled(fixedDelay = "1s", initialDelay = "200ms")
    void probe() {
        try (Connection connection = database.getConnection()) {
            SchemaVersion.require(connection);
            seen = true;
            now(Health.UP);
        } catch (SQLException | SchemaVersion.TooOldException e) {
            now(seen ? Health.degraded(e.getMessage()) : Health.blocked(e.getMessage()));
        }
    }

    private void now(Health next) {
        if (next.up() != health.up()) {
            LOG.info("postgres is {}", next.up() ? "up" : "away: " + next.detail());
        }
        health = next;
    }
}
