package dev.cdp.bench.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The results for people. */
public final class Table {
    private Table() {}

    public static void print(List<Row> rows, PrintStream out) {
        out.printf("%n%-44s %12s %12s %7s  %-16s %s%n", "", "value", "reference", "ratio", "target", "");
        for (Row row : rows) {
            out.printf(
                    "%-44s %12s %12s %7s  %-16s %s%n",
                    row.name() + ", " + row.unit(),
                    figure(row.value()),
                    figure(row.reference()),
                    row.ratio() == null ? "" : String.format(Locale.ROOT, "%.2f", row.ratio()),
                    row.target() == null ? "" : row.target().text(),
                    row.ok() == null ? "" : row.ok() ? "ok" : "MISSED");
        }
    }

    private static String figure(Double figure) {
        if (figure == null) {
            return "";
        }
        return String.format(Locale.ROOT, Math.abs(figure) >= 100 ? "%,.0f" : "%.2f", figure);
    }
}
