package dev.cdp.e2e.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose an event is, told by the user id of its row. */
@ExtendWith(SharedStack.class)
class StitchingIT {
    private static final Duration ARRIVAL = Duration.ofMinutes(4);

    private final Stack stack;
    private final ClickHouse clickhouse;
    private final String run = UUID.randomUUID().toString();
    private final String device = "device-" + run;
    private final String ann = "ann-" + run;
    private final String bob = "bob-" + run;
    private final List<String> sent = new ArrayList<>();

    StitchingIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
    }

    @Test
    void anonymousEventsAfterAnIdentifyCarryTheUser() {
        String before = track(device);
        identify(device, ann);
        String after = track(device);
        Map<String, String> users = awaitUsers();
        assertThat(users.get(after)).isEqualTo(ann);
        assertThat(users.get(before)).as("its visitor's user, or none yet").isIn("", ann);
        awaitLinks(device, ann);
    }

    @Test
    void aSecondUserOnTheSameDeviceGetsOnlyHisOwnEvents() {
        identify(device, ann);
        String anns = track(device);
        identify(device, bob);
        String bobs = track(device);
        assertThat(awaitUsers()).containsEntry(anns, ann).containsEntry(bobs, bob);
        awaitLinks(device, ann, bob);
    }

    @Test
    void anAliasLinksThePreviousIdToTheUser() {
        post("alias", Map.of("previousId", device, "userId", ann));
        String after = track(device);
        assertThat(awaitUsers()).containsEntry(after, ann);
        awaitLinks(device, ann);
    }

    @Test
    void anEventWithBothIdsLinksThem() {
        post("track", Map.of("event", "Signed Up", "anonymousId", device, "userId", ann));
        String after = track(device);
        assertThat(awaitUsers()).containsEntry(after, ann);
    }

    @Test
    void aUserIdOfNullIsNone() {
        Map<String, Object> event = new HashMap<>(Map.of("event", "Looked", "anonymousId", device));
        event.put("userId", null);
        String id = post("track", event);
        assertThat(awaitUsers()).containsEntry(id, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "undefined", "0", "anonymous", "unknown", "NaN", "00000000-0000-0000-0000-000000000000"})
    void anIdThatIsNoOnesLinksNothing(String nobody) {
        // As an anonymous id: everybody who has it would become one person.
        identify(nobody, ann);
        String elsewhere = track(nobody);
        // As a user id: the device would belong to a user who does not exist.
        identify(device, nobody);
        String after = track(device);
        Map<String, String> users = awaitUsers();
        assertThat(users.get(elsewhere)).isEmpty();
        assertThat(users.get(after)).isEmpty();
        assertThat(links(device)).isEmpty();
        assertThat(links(nobody)).isEmpty();
    }

    private void identify(String anonymousId, String userId) {
        post("identify", Map.of("anonymousId", anonymousId, "userId", userId));
    }

    private String track(String anonymousId) {
        return post("track", Map.of("event", "Looked", "anonymousId", anonymousId));
    }

    private String post(String type, Map<String, Object> event) {
        String messageId = run + "-" + sent.size();
        Map<String, Object> body = new HashMap<>(event);
        body.put("messageId", messageId);
        assertThat(stack.collector().post("/v1/" + type, body).status()).isEqualTo(200);
        sent.add(messageId);
        return messageId;
    }

    /** The user id of each event that was sent, once all are stored. */
    private Map<String, String> awaitUsers() {
        String sql = "SELECT message_id, user_id FROM events FINAL WHERE message_id IN " + ClickHouse.list(sent);
        await().atMost(ARRIVAL).ignoreExceptions().untilAsserted(() -> assertThat(clickhouse.rows(sql))
                .hasSameSizeAs(sent));
        return clickhouse.rows(sql).stream()
                .collect(Collectors.toMap(row -> row.get("message_id").asText(), row -> row.get("user_id")
                        .asText()));
    }

    private void awaitLinks(String anonymousId, String... userIds) {
        await().atMost(ARRIVAL).ignoreExceptions().untilAsserted(() -> assertThat(links(anonymousId))
                .containsExactlyInAnyOrder(userIds));
    }

    private List<String> links(String anonymousId) {
        String sql = "SELECT user_id FROM identity_links FINAL WHERE anonymous_id = " + ClickHouse.quote(anonymousId);
        return clickhouse.rows(sql).stream()
                .map(row -> row.get("user_id").asText())
                .toList();
    }
}
