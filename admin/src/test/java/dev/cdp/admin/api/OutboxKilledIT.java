package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.contract.Topics;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service is killed behind the commit of a change and before the jobs were told. */
class OutboxKilledIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String workspace = "w" + UUID.randomUUID().toString().replace("-", "");
    private final String functions = "/api/v1/workspaces/" + workspace + "/functions";

    private final String jdbcUrl = TestServices.postgres().jdbcUrl() + "&currentSchema=outbox_it";

    @BeforeEach
    void prepare() throws Exception {
        AdminFixture.execute("CREATE SCHEMA outbox_it");
        AdminProcess.migrate(jdbcUrl);
        TestServices.kafka().createTopics(List.of(Topics.CONFIG), 1);
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
