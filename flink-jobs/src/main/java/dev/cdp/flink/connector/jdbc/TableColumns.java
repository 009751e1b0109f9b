package dev.cdp.flink.connector.jdbc;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The columns of the table as last read.
 *
 * @param used how many of the columns that the database allows are used up; dropped ones may count
 */
record TableColumns(Map<String, Existing> byName, int used) {

    /**
     * @param type null when rows can't be written to it
     * @param typeName as the database names it
     */
    record Existing(String name, ValueType type, String typeName) {}

    static TableColumns of(List<Existing> columns, int used) {
        return new TableColumns(columns.stream().collect(Collectors.toMap(Existing::name, Function.identity())), used);
    }

    boolean isMissing() {
        return used == 0;
    }
}
