package dev.cdp.admin.reprocess;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints what a comparison has found, from the views {@code replay_by_event} and {@code replay_by_field}. */
public final class Difference {
    private static final int MOST_FIELDS = 60;
    private static final int WIDEST = 40;
    private static final List<String> EVENTS = List.of(
            "event",
            "rows now",
            "rows of the replay",
            "changed",
            "only now",
            "only in the replay",
            "kept: failed",
            "kept: not in the archive");
    private static final List<String> FIELDS = List.of("event", "field", "rows", "now, for example", "in the replay");

    private final Sql clickHouse;

    public Difference(Sql clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** All of it: by event, by event and field, and what has failed or is dropped. */
    public void print(Replay replay, PrintWriter out) {
        List<List<String>> events =
                clickHouse.rows("SELECT event, rows_now, rows_replay, changed, removed, added, failed,"
                        + " unread FROM replay_by_event(replay = " + Replay.text(replay.id())
                        + ") ORDER BY rows_now DESC, event");
        table(EVENTS, events, out);
        List<List<String>> fields = clickHouse.rows("SELECT event, field, rows, example_before, example_after FROM"
                + " replay_by_field(replay = " + Replay.text(replay.id()) + ") ORDER BY rows DESC, event, field");
        out.println();
        if (fields.isEmpty()) {
            out.println("No row that is in both has changed.");
        } else {
            table(
                    FIELDS,
                    fields.stream().limit(MOST_FIELDS).map(Difference::shown).toList(),
                    out);
            if (fields.size() > MOST_FIELDS) {
                out.printf(
                        "… and %d more: SELECT * FROM replay_by_field(replay = '%s')%n",
                        fields.size() - MOST_FIELDS, replay.id());
            }
        }
        ends(replay, out);
    }

    private void ends(Replay replay, PrintWriter out) {
        List<List<String>> ends = clickHouse.rows(
                "SELECT state, reason, detail, count() AS events, any(error) FROM replay_outcomes FINAL WHERE"
                        + " replay_id = ? GROUP BY state, reason, detail ORDER BY state, events DESC",
                replay.id());
        if (!ends.isEmpty()) {
            out.println();
            table(List.of("without a row", "reason", "by", "events", "for example"), ends, out);
        }
    }

    private static List<String> shown(List<String> field) {
        return Stream.concat(
                        field.stream().limit(3), field.stream().skip(3).map(value -> value.isEmpty() ? "-" : value))
                .toList();
    }

    /** Columns as wide as what is in them. */
    static void table(List<String> head, List<List<String>> rows, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(head);
        rows.forEach(row -> lines.add(row.stream().map(Difference::cut).toList()));
        int[] widths = IntStream.range(0, head.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                text.append(line.get(column))
                        .append(" ".repeat(widths[column] - line.get(column).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static String cut(String value) {
        String line = value.replaceAll("\\s+", " ");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }
}
