package dev.cdp.admin.api;

import dev.cdp.testkit.TestServices;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The service on real databases, on a port of its own, with no accounts and no workspaces at its start. */
final class AdminFixture implements AutoCloseable {
    static final String PASSWORD = "a password of these tests";

    private final ApplicationContext context;
    private final String url;

    private AdminFixture(ApplicationContext context, String url) {
        this.context = context;
        this.url = url;
    }

    static AdminFixture start() throws SQLException {
        return start(Map.of());
    }

    static AdminFixture start(Map<String, Object> settings) throws SQLException {
        TestServices.postgres().migrate();
        empty();
        Map<String, Object> properties = new HashMap<>(Map.of(
                "micronaut.server.port", "-1",
                "datasources.default.url", TestServices.postgres().jdbcUrl(),
                "cdp.redis.url", TestServices.redis().url(),
                "cdp.kafka.bootstrap", TestServices.kafka().bootstrapServers(),
                "cdp.clickhouse.url", TestServices.clickHouse().url(),
                "cdp.destination.private-networks", "127.0.0.0/8",
                "cdp.secret.key", "a key of these tests, long enough for them"));
        properties.putAll(settings);
        ApplicationContext context =
                ApplicationContext.builder(properties).banner(false).start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        return new AdminFixture(context, server.getURL().toString());
    }

    /** Someone who has not logged in. */
    Api nobody() {
        return new Api(url);
    }

    /** The first account, logged in: an operator. */
    Api setUp() {
        return setUp(nobody());
    }

    /** The first account of a service without one, logged in. */
    static Api setUp(Api nobody) {
        Answer answer = nobody.post(
                "/api/v1/setup", Map.of("email", "first@example.com", "name", "First", "password", PASSWORD));
        return nobody.withSession(answer.expect(201));
    }

    /** A workspace of the operator's. */
    static void workspace(Api operator, String id) {
        operator.post("/api/v1/workspaces", Map.of("id", id, "name", id)).expect(201);
    }

    /** A new member of the workspace, logged in. */
    Api member(Api owner, String workspace, String email, String role) {
        String token = owner.post(
                        "/api/v1/workspaces/" + workspace + "/invitations", Map.of("email", email, "role", role))
                .expect(201)
                .text("token");
        Api api = nobody();
        return api.withSession(
                api.post("/api/v1/invitations/accept", Map.of("token", token, "name", email, "password", PASSWORD))
                        .expect(200));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    static void execute(String sql) throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void empty() throws SQLException {
        execute("TRUNCATE users, workspaces, outbox, audit_log, idempotency_keys, login_failures CASCADE");
    }

    @Override
    public void close() throws SQLException {
        context.close();
        empty();
    }
}
