package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.testkit.TestServices;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was committed reaches the jobs, whatever the order of commits, and when the service is killed before it tells them. */
class OutboxKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String workspace = "w" + UUID.randomUUID().toString().replace("-", "");
    private final String functions = "/api/v1/workspaces/" + workspace + "/functions";

    private final String jdbcUrl = TestServices.postgres().jdbcUrl() + "&currentSchema=outbox_it";

    @BeforeAll
    static void createTopic() {
        TestServices.kafka().createTopics(List.of(Topics.CONFIG), 1);
    }

    @BeforeEach
    void prepare() throws Exception {
        AdminFixture.execute("CREATE SCHEMA outbox_it");
        AdminProcess.migrate(jdbcUrl);
    }

    @AfterEach
    void leave() throws SQLException {
        TestServices.kafka().resume();
        AdminFixture.execute("DROP SCHEMA outbox_it CASCADE");
    }

    @Test
    void changeThatWasCommittedReachesTheJobsAfterTheRestartAndInItsOrder() throws Exception {
        Api owner;
        String id;
        try (AdminProcess admin = AdminProcess.start(jdbcUrl)) {
            owner = AdminFixture.setUp(admin.api());
            AdminFixture.workspace(owner, workspace);
            id = owner.post(functions, Map.of("name", "F", "code", "export default e => e"))
                    .expect(201)
                    .text("id");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(id)).isEqualTo(1));

            TestServices.kafka().pause();
            // Kafka is away, and the service goes on to take changes.
            owner.patch(functions + "/" + id, 1, Map.of("code", "export default e => null"))
                    .expect(200);
            owner.patch(functions + "/" + id, 2, Map.of("code", "export default e => [e]"))
                    .expect(200);
            admin.kill();
        }
        assertThat(waiting()).isEqualTo(2);
        // What was on its way is taken now, perhaps, and told again later.
        TestServices.kafka().resume();

        try (AdminProcess admin = AdminProcess.start(jdbcUrl)) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(id)).isEqualTo(3));
            await().atMost(PATIENCE).until(() -> waiting() == 0);
            assertThat(told(id)).as("nothing older came behind it").isEqualTo(3);
            assertThat(admin.api().get(functions).status()).isEqualTo(401);
        }
    }

    @Test
    void changeWhoseIdIsLowerAndWhoseCommitIsLaterIsNotSkipped() throws Exception {
        String earlier = "function/" + workspace + "/earlier";
        String later = "function/" + workspace + "/later";
        try (AdminProcess admin = AdminProcess.start(jdbcUrl);
                Connection slow = TestServices.postgres().connect()) {
            slow.setAutoCommit(false);
            insert(slow, earlier);
            try (Connection quick = TestServices.postgres().connect()) {
                insert(quick, later);
            }
            await().atMost(PATIENCE).until(() -> ToldConfig.of(workspace).containsKey(later));
            assertThat(ToldConfig.of(workspace)).doesNotContainKey(earlier);

            slow.commit();

            await().atMost(PATIENCE).until(() -> ToldConfig.of(workspace).containsKey(earlier));
            await().atMost(PATIENCE).until(() -> waiting() == 0);
            assertThat(admin.api().get(functions).status()).isEqualTo(401);
        }
    }

    /** As a change of a function does within its transaction. */
    private void insert(Connection connection, String key) throws SQLException {
        String id = key.substring(key.lastIndexOf('/') + 1);
        ConfigRecord record = new FunctionConfig(workspace, id, 1, "F", "export default e => e", "{}", 0);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO outbox_it.outbox (topic, key, value) VALUES (?, ?, ?)")) {
            insert.setString(1, Topics.CONFIG);
            insert.setString(2, key);
            insert.setString(3, new String(ConfigRecordCodec.write(record), StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    /** The version that a job which starts now would run. */
    private long told(String id) {
        FunctionConfig told = (FunctionConfig) ToldConfig.of(workspace).get("function/" + workspace + '/' + id);
        return told == null ? 0 : told.version();
    }

    private static long waiting() throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM outbox_it.outbox")) {
            count.next();
            return count.getLong(1);
        }
    }
}
