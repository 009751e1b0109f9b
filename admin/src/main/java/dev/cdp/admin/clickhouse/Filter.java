package dev.cdp.admin.clickhouse;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Conditions of a query and their parameters, joined by AND. */
public final class Filter {
    /**
     * Ends a query with FINAL that asks for a span of time. Versions of a row have the same time but for a client's retry
     * after the days for which duplicates are known: such a one may count twice until the next merge.
     */
    public static final String TIME_IS_THAT_OF_ALL_VERSIONS = ClickHouse.VERSIONS_MATCH_ALIKE;

    private final StringBuilder sql = new StringBuilder("workspace_id = {workspace_id:String}");
    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Of this workspace alone. */
    public Filter(String workspaceId) {
        parameters.put("workspace_id", workspaceId);
    }

    /** The column has this value; nothing when it is empty. */
    public Filter equal(String column, String value) {
        if (value != null && !value.isEmpty()) {
            sql.append(" AND ").append(column).append(" = {").append(column).append(":String}");
            parameters.put(column, value);
        }
        return this;
    }

    /** A condition with one parameter of its own, such as {@code lower(event) = {name:String}}. */
    public Filter where(String condition, String name, String value) {
        if (value != null && !value.isEmpty()) {
            sql.append(" AND ").append(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /** The time is in this span, the end left out. */
    public Filter between(String column, Instant from, Instant to) {
        sql.append(" AND ")
                .append(column)
                .append(" >= fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC') AND ")
                .append(column)
                .append(" < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')");
        parameters.put("from_ms", Long.toString(from.toEpochMilli()));
        parameters.put("to_ms", Long.toString(to.toEpochMilli()));
        return this;
    }

    public String sql() {
        return sql.toString();
    }

    public Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }
}
