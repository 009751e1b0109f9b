package dev.cdp.e2e.million;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Collector;
import dev.cdp.e2e.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The workspaces, sources, functions, connections and the warehouse of a run, made as by an operator. */
final class Places {
    static final double SAMPLING = 0.5;
    /** Of all functions: none has run in an earlier one. */
    static final int VERSION = 2;

    static final String TABLE = "events_of_million";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String FUNCTION = """
            export default (event, ctx) => {
              switch (event.event) {
                case 'Thrown': throw new Error('not this one')
                case 'Rubbish': return 42
                case 'Dropped': return null
                case 'Fanned Out': return [0, 1, 2].map(part => ({ ...event, properties: { ...event.properties, part, by: %1$d } }))
                case 'Colliding': return { ...event, properties: { a: { b: 1 }, a_b: 2 } }
                case 'Retried': throw new RetryError('never', { delay: 20 })
                case 'Retried Twice': if (ctx.retries < 2) throw new RetryError('later', { delay: 20 })
              }
              if (event.properties) event.properties.by = %1$d
              return event
            }
            """;
    private static final String POISON = """
            export default async (event) => {
              if (event.event === 'Endless') for (;;) {}
              if (event.event === 'Forgotten') await new Promise(() => {})
              if (event.event === 'Hoarding') for (let all = [];;) all.push(new Array(100000).fill(event))
              throw new Error('version %d takes nothing')
            }
            """;

    private final Stack stack;
    private final AdminApi admin;
    private final Map<Place, Where> places = new EnumMap<>(Place.class);
    private final String workspace = "million" + suffix();
    private final String poisoned = "poison" + suffix();
    private final String warehouse;
    private final String function;
    private final String poison;
    private final String shopConnection;
    private final String sampledConnection;
    private final String warehouseConnection;

    /** A source and how to send to it. */
    record Where(String workspace, String source, String writeKey) {}

    Places(Stack stack) {
        this.stack = stack;
        this.admin = stack.admin();
        makeWorkspace(workspace);
        makeWorkspace(poisoned);
        makeSource(Place.SHOP, workspace);
        makeSource(Place.OTHER, workspace);
        makeSource(Place.SAMPLED, workspace);
        makeSource(Place.POISON, poisoned);
        JsonNode demo = admin.get(path("demo") + "/sources").at("/items/0");
        places.put(Place.DEMO, new Where("demo", demo.get("id").asText(), stack.writeKey()));
        function = makeFunction(workspace, FUNCTION);
        poison = makeFunction(poisoned, POISON);
        admin.post(
                path(workspace) + "/schema-fields",
                Map.of(
                        "event_type",
                        "track",
                        "event_name",
                        Fate.LOCKED.event,
                        "field",
                        Fate.LOCKED.field,
                        "type",
                        "number",
                        "locked",
                        true));
        warehouse = makeWarehouse();
        warehouseConnection = connect(Place.SHOP, warehouse, Map.of("except", List.of(Fate.HIDDEN.event)));
        shopConnection = connect(
                Place.SHOP,
                "clickhouse",
                Map.of(
                        "function_ids", List.of(function),
                        "except", List.of("Filtered*"),
                        "consent", List.of("analytics")));
        sampledConnection =
                connect(Place.SAMPLED, "clickhouse", Map.of("sampling", SAMPLING, "sampling_by", "anonymous_id"));
        connect(Place.POISON, "clickhouse", Map.of("function_ids", List.of(poison)));
    }

    private static String suffix() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static String path(String workspace) {
        return "/api/v1/workspaces/" + workspace;
    }

    private void makeWorkspace(String id) {
        admin.post("/api/v1/workspaces", Map.of("id", id, "name", id));
        long limits = admin.get(path(id) + "/limits").get("version").asLong();
        admin.put(path(id) + "/limits", limits, Map.of("tier", "enterprise"));
    }

    private void makeSource(Place place, String of) {
        String source = id(path(of) + "/sources", Map.of("name", place.name()));
        String key = admin.post(path(of) + "/sources/" + source + "/write-keys", Map.of())
                .get("secret")
                .asText();
        places.put(place, new Where(of, source, key));
    }

    private String makeFunction(String of, String code) {
        String id = id(path(of) + "/functions", Map.of("name", "f", "code", code.formatted(1)));
        JsonNode changed = admin.patch(path(of) + "/functions/" + id, 1, Map.of("code", code.formatted(VERSION)));
        if (changed.get("version").asInt() != VERSION) {
            throw new IllegalStateException("not the version that is expected: " + changed);
        }
        return id;
    }

    private String makeWarehouse() {
        admin.put(path(workspace) + "/secrets/WAREHOUSE", 0, Map.of("value", "cdp"));
        String url = stack.variable("CDP_WAREHOUSE_JDBC_URL").replaceFirst("\\?.*", "");
        Map<String, String> settings =
                Map.of("url", url, "user", "cdp", "password", "secret:WAREHOUSE", "table", TABLE);
        return id(
                path(workspace) + "/destinations",
                Map.of("name", "Warehouse", "type", "postgresql", "settings", settings));
    }

    private String connect(Place place, String destination, Map<String, Object> rules) {
        Map<String, Object> connection = new java.util.HashMap<>(rules);
        connection.put("source_id", places.get(place).source());
        connection.put("destination_id", destination);
        return id(path(places.get(place).workspace()) + "/connections", connection);
    }

    private String id(String collection, Object made) {
        return admin.post(collection, made).get("id").asText();
    }

    /**
     * Returns when all rules are in force, and the warehouse has its table, which then refuses large amounts. Sends
     * events of its own for that.
     */
    void awaitInForce() throws SQLException {
        ClickHouse clickhouse = stack.clickhouse();
        Collector collector = stack.collector();
        await("the last of the connections")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    collector.post("/v1/track", probe(), at(Place.POISON).writeKey());
                    return clickhouse.number("SELECT count() AS n FROM dead_letters WHERE stage = 'function'"
                                    + " AND workspace_id = " + ClickHouse.quote(poisoned))
                            > 0;
                });
        await("a row in the warehouse")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> {
                    collector.post("/v1/track", probe(), at(Place.SHOP).writeKey());
                    try (Connection connection = warehouseTable();
                            Statement statement = connection.createStatement()) {
                        return statement.executeUpdate("UPDATE " + TABLE + " SET ip = ip WHERE properties_size = 1")
                                > 0;
                    }
                });
        try (Connection connection = warehouseTable();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + TABLE + " ADD CONSTRAINT not_huge CHECK (properties_amount < 1000)");
        }
    }

    private static Map<String, Object> probe() {
        return Map.of(
                "event",
                "Probed",
                "messageId",
                UUID.randomUUID().toString(),
                "anonymousId",
                "prober",
                "properties",
                Map.of("size", 1, "amount", 1),
                "context",
                Map.of("consent", Map.of("categoryPreferences", Map.of("analytics", true))));
    }

    Connection warehouseTable() throws SQLException {
        return DriverManager.getConnection(stack.variable("CDP_WAREHOUSE_JDBC_URL"), "cdp", "cdp");
    }

    Where at(Place place) {
        return places.get(place);
    }

    /** Id of the destination. */
    String warehouse() {
        return warehouse;
    }

    /** A SQL list of the workspaces. */
    String workspaces() {
        return List.of(workspace, poisoned, "demo").stream()
                .map(ClickHouse::quote)
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** How events of this fate end, for each destination that their workspace has. */
    List<End> ends(Fate fate) {
        if (!fate.accepted) {
            return List.of();
        }
        End clickhouse = inClickHouse(fate, End.at("clickhouse"));
        return at(fate.place).workspace().equals(workspace)
                ? List.of(clickhouse, inWarehouse(fate, End.at(warehouse)))
                : List.of(clickhouse);
    }

    private End inClickHouse(Fate fate, End.Of end) {
        return switch (fate) {
            case FILTERED -> end.dropped("filtered", shopConnection);
            case NO_CONSENT -> end.dropped("no_consent", shopConnection);
            case SAMPLED_OUT -> end.dropped("sampled", sampledConnection);
            case DROPPED -> end.dropped("function", function + ", version " + VERSION);
            case THROWN, RUBBISH, RETRIED -> end.failed(function);
            case ENDLESS, FORGOTTEN, HOARDING -> end.failed(poison);
            case COLLIDING -> end.refused("name_collision", "properties.a_b");
            case FANNED_OUT -> end.delivered(3);
            default -> end.delivered(1);
        };
    }

    private End inWarehouse(Fate fate, End.Of end) {
        return switch (fate) {
            case HIDDEN -> end.dropped("filtered", warehouseConnection);
            case UNCONNECTED, SAMPLED_IN, SAMPLED_OUT -> end.dropped("not_connected", "");
            case ODD_SIZE -> end.refused("row_refused", "properties_size");
            case HUGE -> end.refused("row_refused", "");
            default -> end.delivered(1);
        };
    }
}
