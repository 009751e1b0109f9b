package dev.cdp.e2e.kill;

import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A workspace whose one source goes to a warehouse, beside the built-in ClickHouse: made as by an operator, with a job of
 * its own that starts by itself.
 */
public final class ConnectedWarehouse {
    private final Stack stack;
    private final String table;
    private final String workspace;
    private final String path;
    private final String destination;
    private final String writeKey;
    private String function = "";

    private ConnectedWarehouse(Stack stack, String table, String code) {
        this.stack = stack;
        this.table = table;
        this.workspace = "wh" + UUID.randomUUID().toString().substring(0, 8);
        this.path = "/api/v1/workspaces/" + workspace;
        AdminApi admin = stack.admin();
        admin.post("/api/v1/workspaces", Map.of("id", workspace, "name", "Warehouse"));
        long limits = admin.get(path + "/limits").get("version").asLong();
        admin.put(path + "/limits", limits, Map.of("tier", "enterprise"));
        String source = id(admin, "/sources", Map.of("name", "Shop"));
        if (!code.isEmpty()) {
            function = id(admin, "/functions", Map.of("name", "picky", "code", code));
        }
        admin.put(path + "/secrets/WAREHOUSE", 0, Map.of("value", "cdp"));
        String url = stack.variable("CDP_WAREHOUSE_JDBC_URL").replaceFirst("\\?.*", "");
        Map<String, String> settings =
                Map.of("url", url, "user", "cdp", "password", "secret:WAREHOUSE", "table", table);
        destination =
                id(admin, "/destinations", Map.of("name", "Warehouse", "type", "postgresql", "settings", settings));
        admin.post(
                path + "/connections",
                Map.of(
                        "source_id",
                        source,
                        "destination_id",
                        destination,
                        "function_ids",
                        code.isEmpty() ? List.of() : List.of(function)));
        writeKey = admin.post(path + "/sources/" + source + "/write-keys", Map.of())
                .get("secret")
                .asText();
    }

    /** Events go there as they are. */
    static ConnectedWarehouse of(Stack stack, String table) {
        return new ConnectedWarehouse(stack, table, "");
    }

    /**
     * Events go through a function.
     *
     * @param code of the function
     */
    public static ConnectedWarehouse through(Stack stack, String table, String code) {
        return new ConnectedWarehouse(stack, table, code);
    }

    private String id(AdminApi admin, String collection, Object made) {
        return admin.post(path + collection, made).get("id").asText();
    }

    public String workspace() {
        return workspace;
    }

    /** Of the workspace in the admin service's API. */
    public String path() {
        return path;
    }

    public String destination() {
        return destination;
    }

    public String function() {
        return function;
    }

    /** Of its source. */
    public String writeKey() {
        return writeKey;
    }

    /** Message ids of the rows in its table. */
    public List<String> rows() throws SQLException {
        List<String> messages = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(stack.variable("CDP_WAREHOUSE_JDBC_URL"), "cdp", "cdp");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT message_id FROM " + table)) {
            while (rows.next()) {
                messages.add(rows.getString(1));
            }
        }
        return messages;
    }
}
