package dev.cdp.e2e.chaos;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.kill.ConnectedWarehouse;
import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Stack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A warehouse behind a function that refuses one event in fifty, and can be poisoned. */
final class PickyWarehouse {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PICKY = """
            export default (event) => {
              if (event.properties.number % 50 === 7) throw new Error('refused')
              return event
            }
            """;
    private static final String ENDLESS = "export default (event) => {\n  for (;;) {}\n}";

    private final Stack stack;
    private final ConnectedWarehouse warehouse;
    private final String function;

    PickyWarehouse(Stack stack, String table) {
        this.stack = stack;
        this.warehouse = ConnectedWarehouse.through(stack, table, PICKY);
        this.function = warehouse.path() + "/functions/" + warehouse.function();
    }

    String writeKey() {
        return warehouse.writeKey();
    }

    String workspace() {
        return warehouse.workspace();
    }

    /** The function does not end any more. */
    void poison() {
        change(ENDLESS);
    }

    void mend() {
        change(PICKY);
    }

    private void change(String code) {
        answered(admin ->
                admin.patch(function, admin.get(function).get("version").asLong(), Map.of("code", code)));
    }

    /** All that the function has refused is sent again; what it refuses again comes back. */
    void replay() {
        Map<String, String> filter = Map.of("destination_id", warehouse.destination(), "stage", "function");
        answered(admin -> admin.post(warehouse.path() + "/replays", Map.of("filter", filter)));
    }

    /** The admin service may still be away. */
    private void answered(Function<AdminApi, JsonNode> call) {
        await("the admin service").atMost(PATIENCE).ignoreExceptions().until(() -> call.apply(stack.admin()) != null);
    }

    /** Message ids of the rows. */
    List<String> rows() throws SQLException {
        return warehouse.rows();
    }

    /** Message ids of what did not become a row, or not at once. */
    Set<String> deadLetters() {
        return stack
                .clickhouse()
                .rows("SELECT DISTINCT message_id FROM dead_letters WHERE workspace_id = "
                        + ClickHouse.quote(warehouse.workspace()) + " AND destination_id = "
                        + ClickHouse.quote(warehouse.destination()))
                .stream()
                .map(row -> row.get("message_id").asText())
                .collect(Collectors.toSet());
    }
}
