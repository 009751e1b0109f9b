package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Rows of counts by name, each with its line over the minutes. */
final class Series<T> {
    private final Minutes minutes;
    private final Map<String, long[]> lines = new TreeMap<>();
    private final Map<String, List<JsonNode>> rows = new TreeMap<>();

    Series(Minutes minutes) {
        this.minutes = minutes;
    }

    /** What is made of a line. */
    interface View<T> {
        T of(String name, List<Long> counts, List<JsonNode> rows);
    }

    void add(String name, JsonNode row, String column) {
        minutes.add(lines.computeIfAbsent(name, any -> new long[minutes.size()]), row, column);
        rows.computeIfAbsent(name, any -> new ArrayList<>()).add(row);
    }

    List<T> list(View<T> view) {
        List<T> list = new ArrayList<>();
        lines.forEach((name, line) ->
                list.add(view.of(name, LongStream.of(line).boxed().toList(), rows.get(name))));
        return list;
    }
}
