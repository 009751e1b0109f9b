package dev.cdp.collector.testing;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The services behind a collector, prepared once for all tests of this JVM. */
public final class Services {
    /** Each test that teaches a schema takes a workspace of its own. */
    public static final String WORKSPACE = "acme";

    public static final String SOURCE = "site";
    public static final String WRITE_KEY = "write-key-of-acme";

    private static final Services PREPARED = new Services();

    private Services() {
        TestServices.kafka().createTopics(List.of(Topics.INGEST, Topics.DEAD_LETTERS), 4);
        TestServices.postgres().migrate();
        execute("CREATE TABLE schema_history (version text, success boolean)");
        execute("INSERT INTO schema_history VALUES ('002', true)");
        addWorkspace(WORKSPACE, SOURCE);
        addKey(SOURCE, WRITE_KEY);
    }

    /** Starts what is not running. */
    public static Services prepared() {
        return PREPARED;
    }

    /** How a collector finds the services, as its settings' names. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("cdp.kafka.bootstrap", TestServices.kafka().bootstrapServers());
        settings.put("cdp.postgres.jdbc-url", TestServices.postgres().jdbcUrl());
        settings.put("cdp.redis.url", TestServices.redis().url());
        settings.put("cdp.journal.dir", newJournal().toString());
        return settings;
    }

    /** A directory for one collector's journal. */
    public static Path newJournal() {
        try {
            return Files.createTempDirectory(Path.of("target"), "journal-").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An enterprise workspace without limits, and a source of it. */
    public void addWorkspace(String workspaceId, String sourceId) {
        execute("INSERT INTO workspaces (id, name, tier) VALUES ('%s', '%s', 'enterprise')"
                .formatted(workspaceId, workspaceId));
        execute("INSERT INTO sources (id, workspace_id, name) VALUES ('%s', '%s', '%s')"
                .formatted(sourceId, workspaceId, sourceId));
    }

    public void addKey(String sourceId, String writeKey) {
        try (Connection connection = TestServices.postgres().connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO write_keys (key_sha256, source_id, hint) VALUES (?, ?, '****test')")) {
            insert.setBytes(1, KeyHash.of(writeKey).bytes());
            insert.setString(2, sourceId);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void revokeKeys(String sourceId) {
        execute("UPDATE write_keys SET revoked_at = now() WHERE source_id = '%s'".formatted(sourceId));
    }

    public void execute(String sql) {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
