package dev.cdp.admin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.local.Settings;
import dev.cdp.local.Stack;
import dev.cdp.local.dist.Repository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class PlannedTopicTest {
    @Test
    void topicsAreThoseOfTheEmbeddedStack() {
        Stack stack = Stack.of(new Settings(Map.of("CDP_PARTITIONS", "12"), Path.of("home")), Repository.find());
        List<NewTopic> planned = PlannedTopic.ALL.stream()
                .map(topic -> topic.create(12, (short) 1))
                .toList();
        // The embedded stack leaves the map away where there are no settings, and its broker sets the time's type.
        assertThat(planned)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("configs")
                .containsExactlyElementsOf(stack.kafka().topics());
        for (int i = 0; i < planned.size(); i++) {
            Map<String, String> embedded = stack.kafka().topics().get(i).configs();
            Map<String, String> expected = new HashMap<>(embedded == null ? Map.of() : embedded);
            expected.put("message.timestamp.type", "LogAppendTime");
            assertThat(planned.get(i).configs()).isEqualTo(expected);
        }
    }

    @Test
    void acknowledgedRecordsAreOnTwoDisksWhereThereAreThree() {
        assertThat(PlannedTopic.ALL)
                .allSatisfy(topic ->
                        assertThat(topic.create(6, (short) 3).configs()).containsEntry("min.insync.replicas", "2"));
        assertThat(PlannedTopic.ALL)
                .allSatisfy(topic ->
                        assertThat(topic.create(6, (short) 2).configs()).doesNotContainKey("min.insync.replicas"));
    }
}
