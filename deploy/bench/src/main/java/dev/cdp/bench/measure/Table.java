package dev.cdp.bench.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The results for people. */
public final class Table {
    private static final String LINE = "%-52s %11s %11s %11s %11s %6s  %-15s %-21s %s%n";

    /** What the target asks is half of the bar. */
    private static final int BAR = 20;

    private Table() {}

    public static void print(List<Row> rows, PrintStream out) {
        out.printf("%n" + LINE, "", "median", "min", "max", "reference", "ratio", "target", "target at |", "");
        for (Row row : rows) {
            out.printf(
                    LINE,
                    row.name() + ", " + row.unit(),
                    figure(row.value()),
                    figure(row.values().least()),
                    figure(row.values().most()),
                    figure(row.reference()),
                    row.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio()),
                    row.target() == null ? "" : row.target().text(),
                    row.target() == null ? "" : bar(row.target().shareOf(row)),
                    row.ok() == null ? "" : row.ok() ? "ok" : "MISSED");
        }
    }

    /** A full bar has twice of what is asked, or more. */
    static String bar(double share) {
        int length = (int) Math.round(Math.min(share, 2) * BAR / 2);
        StringBuilder bar = new StringBuilder("█".repeat(length)).append("·".repeat(BAR - length));
        return bar.insert(BAR / 2, '|').toString();
    }

    private static String figure(Double figure) {
        if (figure == null) {
            return "";
        }
        return String.format(Locale.ROOT, Math.abs(figure) >= 100 ? "%,.0f" : "%.2f", figure);
    }
}
