package dev.cdp.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.kill.ConnectedWarehouse;
import dev.cdp.e2e.monitoring.Monitoring.Query;
import dev.cdp.e2e.monitoring.Monitoring.Selector;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real Prometheus reads the running stack, by the rules of deploy/monitoring: each target answers, each rule works,
 * each metric and label that a rule or a dashboard names is there, and each panel shows something. The stack has seen
 * accepted events, a rejected one, a refused request, and a function that fails before a warehouse.
 */
@ExtendWith(SharedStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PICKY =
            "export default (event) => { if (event.event === 'Broken') throw new Error('broken'); return event }";

    /** Made by Prometheus itself, and only while an alert is about to fire. */
    private static final String ALERTS = "ALERTS";

    private final Stack stack;
    private final List<Query> queries = Monitoring.queries();
    private Prometheus prometheus;
    private ConnectedWarehouse warehouse;

    MetricsIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void start() throws IOException {
        prometheus = Prometheus.start(stack);
        warehouse = ConnectedWarehouse.through(stack, "monitored", PICKY);
    }

    /** Leaves the ledger balanced for the tests after it: the job is ended once it has delivered all. */
    @AfterAll
    void stop() {
        await("the warehouse has all").atMost(PATIENCE).untilAsserted(() -> assertThat(stack.clickhouse()
                        .rows(
                                "SELECT sum(accepted) AS sent, sum(in_flight) AS missing FROM ledger WHERE destination_id = "
                                        + ClickHouse.quote(warehouse.destination())
                                        + " HAVING sent = 0 OR missing != 0"))
                .isEmpty());
        stack.flink().jobs().stream()
                .filter(job -> job.name().contains(warehouse.workspace()))
                .forEach(stack.flink()::cancel);
        await().atMost(PATIENCE).until(() -> stack.flink().jobs().stream()
                .map(Flink.Job::name)
                .noneMatch(name -> name.contains(warehouse.workspace())));
        prometheus.close();
    }

    @Test
    void eachTargetAnswersAndEachRuleWorks() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(prometheus.targets()).hasSize(5).allSatisfy(target -> assertThat(
                            target.get("health").asText())
                    .as(target.toString())
                    .isEqualTo("up"));
            List<JsonNode> rules = new ArrayList<>();
            prometheus.ruleGroups().forEach(group -> group.get("rules").forEach(rules::add));
            assertThat(rules)
                    .hasSize((int) queries.stream()
                            .filter(query -> !query.kind().equals("panel"))
                            .count())
                    .allSatisfy(rule -> assertThat(rule.get("health").asText())
                            .as(rule.toString())
                            .isEqualTo("ok"));
        });
    }

    @Test
    void eachMetricAndLabelThatIsNamedExists() {
        eventually("metrics or labels are missing", () -> {
            Set<String> missing = new TreeSet<>();
            for (Query query : queries) {
                for (Selector selector : query.selectors()) {
                    if (!selector.metric().equals(ALERTS)) {
                        missing.addAll(missingOf(selector, query.where()));
                    }
                }
            }
            return missing;
        });
    }

    private Set<String> missingOf(Selector selector, String where) {
        Set<String> missing = new TreeSet<>();
        if (isEmpty(selector.text())) {
            missing.add("%s of %s".formatted(selector.text(), where));
        }
        for (String label : selector.labels()) {
            if (isEmpty("%s{%s!=\"\"}".formatted(selector.metric(), label))) {
                missing.add("label %s of %s in %s".formatted(label, selector.metric(), where));
            }
        }
        return missing;
    }

    @Test
    void eachRecordingRuleGivesAValueAndEachPanelShowsData() {
        eventually("expressions that give nothing", () -> {
            Set<String> empty = new TreeSet<>();
            queries.stream()
                    .filter(query -> !query.kind().equals("alert"))
                    .filter(query -> isEmpty(query.expr()))
                    .forEach(query -> empty.add(query.where() + " = " + query.expr()));
            return empty;
        });
    }

    private boolean isEmpty(String expression) {
        return prometheus.query(expression).isEmpty();
    }

    @FunctionalInterface
    private interface Look {
        Set<String> missing();
    }

    /** Sends on meanwhile: a rate is one of what has come just now. */
    private void eventually(String what, Look look) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            send();
            assertThat(look.missing()).as(what).isEmpty();
        });
    }

    private void send() {
        assertThat(post("/v1/track", event("Looked"), stack.writeKey())).isEqualTo(200);
        assertThat(post("/v1/track", event("Looked"), warehouse.writeKey())).isEqualTo(200);
        assertThat(post("/v1/track", event("Broken"), warehouse.writeKey())).isEqualTo(200);
        assertThat(post("/v1/track", Map.of("anonymousId", "visitor"), warehouse.writeKey()))
                .as("a track without its event")
                .isEqualTo(400);
        assertThat(post("/v1/track", event("Looked"), "no-such-key-of-anybody")).isEqualTo(401);
    }

    private int post(String path, Object body, String key) {
        return stack.collector().post(path, body, key).status();
    }

    private static Map<String, Object> event(String name) {
        return Map.of(
                "event",
                name,
                "anonymousId",
                "visitor",
                "messageId",
                UUID.randomUUID().toString());
    }
}
