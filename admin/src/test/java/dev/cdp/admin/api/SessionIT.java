package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionIT {
    private static final String SESSION = "/api/v1/session";

    private AdminFixture admin;

    @BeforeEach
    void start() throws SQLException {
        admin = AdminFixture.start();
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @Test
    void setUpLocksItself() {
        assertThat(admin.nobody().get("/api/v1/setup").json().get("required").asBoolean())
                .isTrue();
        Api first = admin.setUp();
        assertThat(first.get(SESSION).expect(200).json().at("/user/operator").asBoolean())
                .isTrue();
        assertThat(admin.nobody().get("/api/v1/setup").json().get("required").asBoolean())
                .isFalse();
        admin.nobody()
                .post(
                        "/api/v1/setup",
                        Map.of("email", "second@example.com", "name", "Second", "password", AdminFixture.PASSWORD))
                .expect(409);
    }

    @Test
    void whoComesFirstFromAfarNeedsTheSetUpToken() throws SQLException {
        admin.close();
        admin = AdminFixture.start(Map.of("cdp.setup.token", "the token of this installation"));
        Map<String, String> account =
                Map.of("email", "first@example.com", "name", "First", "password", AdminFixture.PASSWORD);
        Map<String, String> right = new HashMap<>(account);
        right.put("token", "the token of this installation");
        Map<String, String> wrong = new HashMap<>(account);
        wrong.put("token", "another");
        assertThat(admin.nobody().get("/api/v1/setup").text("token")).isEqualTo("true");
        admin.nobody().post("/api/v1/setup", account).expect(401);
        admin.nobody().post("/api/v1/setup", wrong).expect(401);
        admin.nobody().post("/api/v1/setup", right).expect(201);
    }

    @Test
    void firstAccountOwnsTheWorkspacesThatNobodyOwns() throws SQLException {
        AdminFixture.execute("INSERT INTO workspaces (id, name) VALUES ('demo', 'Demo')");
        Api first = admin.setUp();
        assertThat(first.get(SESSION).json().at("/workspaces/0/role").asText()).isEqualTo("owner");
    }

    @Test
    void cookieIsOutOfReachOfScriptsAndOtherSites() {
        admin.setUp();
        String cookie = logIn(AdminFixture.PASSWORD).expect(200).header("set-cookie");
        assertThat(cookie).contains("HTTPOnly").contains("SameSite=Strict").contains("Path=/api");
    }

    @Test
    void changeWithoutTheCsrfTokenIsRefused() {
        Api first = admin.setUp();
        first.with("X-CSRF-Token", "another").delete(SESSION).expect(403);
        first.get(SESSION).expect(200);
        first.delete(SESSION).expect(204);
        first.get(SESSION).expect(401);
    }

    @Test
    void guesserIsSlowedDownAndTheOwnerComesInAfterwards() throws SQLException {
        admin.setUp();
        Answer last = logIn("a wrong password");
        for (int guess = 1; guess <= 8 && last.status() == 401; guess++) {
            last = logIn("a wrong password");
        }
        last.expect(429);
        assertThat(Integer.parseInt(last.header("retry-after"))).isPositive();
        logIn(AdminFixture.PASSWORD).expect(429);
        AdminFixture.execute("UPDATE login_failures SET blocked_until = now() - INTERVAL '1 second'");
        logIn(AdminFixture.PASSWORD).expect(200);
    }

    @Test
    void unknownEmailIsAnsweredLikeAWrongPassword() {
        admin.setUp();
        Answer wrong = logIn("a wrong password").expect(401);
        Answer unknown = admin.nobody()
                .post(SESSION, Map.of("email", "nobody@example.com", "password", "a wrong password"))
                .expect(401);
        assertThat(unknown.json()).isEqualTo(wrong.json());
    }

    @Test
    void newPasswordEndsTheOtherSessions() {
        Api here = admin.setUp();
        Api there = admin.nobody().withSession(logIn(AdminFixture.PASSWORD).expect(200));
        here.call(
                        "PUT",
                        SESSION + "/password",
                        Map.of("current", AdminFixture.PASSWORD, "password", "another password"))
                .expect(204);
        here.get(SESSION).expect(200);
        there.get(SESSION).expect(401);
        logIn(AdminFixture.PASSWORD).expect(401);
        logIn("another password").expect(200);
    }

    @Test
    void idleSessionEnds() throws SQLException {
        Api first = admin.setUp();
        AdminFixture.execute("UPDATE sessions SET seen_at = now() - INTERVAL '13 hours'");
        first.get(SESSION).expect(401);
    }

    private Answer logIn(String password) {
        return admin.nobody().post(SESSION, Map.of("email", "First@example.com ", "password", password));
    }
}
