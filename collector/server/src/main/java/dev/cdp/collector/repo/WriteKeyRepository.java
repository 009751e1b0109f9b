package dev.cdp.collector.repo;

import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads write keys. Every call may block. */
@Singleton
public class WriteKeyRepository {
    private static final String FIND = """
            SELECT s.workspace_id, s.id, s.schema_mode, s.ip_policy, w.tier, w.events_per_second, w.events_per_day, w.burst
            FROM write_keys k JOIN sources s ON s.id = k.source_id JOIN workspaces w ON w.id = s.workspace_id
            WHERE k.key_sha256 = ? AND k.revoked_at IS NULL AND s.enabled""";

    private final DataSource database;

    WriteKeyRepository(DataSource database) {
        this.database = database;
    }

    /**
     * Whose key this is; empty when it is unknown, revoked, or its source is disabled.
     *
     * @throws SQLException when PostgreSQL does not answer
     */
    public Optional<Source> find(KeyHash key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setBytes(1, key.bytes());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static Source read(ResultSet row) throws SQLException {
        SchemaMode mode = SchemaMode.valueOf(row.getString("schema_mode").toUpperCase(Locale.ROOT));
        IpPolicy ipPolicy = IpPolicy.valueOf(row.getString("ip_policy").toUpperCase(Locale.ROOT));
        return new Source(row.getString("workspace_id"), row.getString("id"), mode, ipPolicy, limits(row));
    }

    private static RateLimits limits(ResultSet row) throws SQLException {
        String tier = row.getString("tier");
        if (!tier.equals("enterprise")) {
            return RateLimits.ofTier(tier);
        }
        return RateLimits.custom(
                row.getObject("events_per_second", Long.class),
                row.getObject("events_per_day", Long.class),
                row.getObject("burst", Long.class));
    }
}
