package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A member who follows what happens for longer than they may, or takes the places of all others. */
@Timeout(120)
class LiveGuardIT {
    private static final String LIVE = "/api/v1/workspaces/acme/live";

    private AdminFixture admin;

    @BeforeAll
    static void createTopic() {
        TestServices.kafka().createTopics(List.of(Topics.INGEST), 1);
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @Test
    void whoIsNoMemberAnyMoreIsSentAway() throws SQLException {
        Api operator = start(Map.of("cdp.live.longest", "1s"));
        Api member = admin.member(operator, "acme", "gone@example.com", "viewer");
        String id = member.get("/api/v1/session").text("user/id");
        try (Stream<String> lines = member.follow(LIVE, "")) {
            operator.delete("/api/v1/workspaces/acme/members/" + id).expect(204);
            assertThat(lines.count()).as("it ends, so this does").isPositive();
        }
        member.get(LIVE).expect(404);
    }

    @Test
    void oneWorkspaceLeavesPlacesToOthers() throws SQLException {
        Api operator = start(Map.of("cdp.live.most-of-workspace", "2"));
        AdminFixture.workspace(operator, "rival");
        List<Stream<String>> followed = new ArrayList<>();
        try {
            followed.add(operator.follow(LIVE, ""));
            followed.add(operator.follow(LIVE, ""));
            operator.get(LIVE).expect(503);
            followed.add(operator.follow("/api/v1/workspaces/rival/live", ""));
            assertThat(followed.get(2).findFirst()).isPresent();
        } finally {
            followed.forEach(Stream::close);
        }
    }

    @Test
    void askingForTheHeadTakesNoPlace() throws SQLException {
        Api operator = start(Map.of("cdp.live.most-of-workspace", "1"));
        assertThat(operator.call("HEAD", LIVE, null).status()).isBetween(400, 499);
        try (Stream<String> lines = operator.follow(LIVE, "")) {
            assertThat(lines.findFirst()).isPresent();
        }
    }

    private Api start(Map<String, Object> settings) throws SQLException {
        admin = AdminFixture.start(settings);
        Api operator = admin.setUp();
        AdminFixture.workspace(operator, "acme");
        return operator;
    }
}
