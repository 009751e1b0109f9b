package dev.cdp.admin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.AdminException;
import dev.cdp.contract.KafkaAccess;
import dev.cdp.testkit.TestServices;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** On topics of its own, as the broker is shared. */
class TopicSetupIT {
    private final String bootstrap = TestServices.kafka().bootstrapServers();
    private final String events = "events-" + UUID.randomUUID();
    private final String config = "config-" + UUID.randomUUID();
    private final TopicSetup setup = new TopicSetup(
            KafkaAccess.plain(bootstrap),
            List.of(
                    new PlannedTopic(events, true, Map.of()),
                    new PlannedTopic(config, false, Map.of("cleanup.policy", "compact"))));

    @Test
    void repeatLeavesWhatIsThere() throws Exception {
        assertThat(setup.create(3, (short) 1))
                .containsExactly(new TopicSetup.Found(events, 3, true), new TopicSetup.Found(config, 1, true));
        assertThat(setting(config, "cleanup.policy")).isEqualTo("compact");
        assertThat(setting(events, "message.timestamp.type")).isEqualTo("LogAppendTime");

        assertThat(setup.create(3, (short) 1))
                .containsExactly(new TopicSetup.Found(events, 3, false), new TopicSetup.Found(config, 1, false));
    }

    @Test
    void otherNumberOfPartitionsIsRefusedAndNotChanged() {
        setup.create(2, (short) 1);
        assertThatThrownBy(() -> setup.create(4, (short) 1))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(events + " has 2, not 4");
        assertThat(setup.create(2, (short) 1))
                .extracting(TopicSetup.Found::partitions)
                .containsExactly(2, 1);
    }

    @Test
    void moreReplicasThanBrokersAreRefusedInOneLine() {
        assertThatThrownBy(() -> setup.create(1, (short) 9))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("cannot make the topics at " + bootstrap);
    }

    private String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
