package dev.cdp.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The results as a picture (SVG): a bar for each row that has a target, as long as the row has of what is asked, with a
 * line where that is all.
 */
public final class Chart {
    private static final int LINE = 26;
    private static final int TOP = 44;
    private static final int NAMES = 440;
    private static final int BARS = 320;
    private static final int WIDTH = 1040;
    /** Of what is asked, at the end of the longest bar. */
    private static final double MOST = 2.5;

    private Chart() {}

    /** Draws all rows of a file of results. */
    public static void draw(Path results, Path picture) throws IOException {
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (JsonNode row : new ObjectMapper().readTree(results.toFile())) {
            if (row.path("share").isNumber()) {
                bars.append(bar(row, y));
                y += LINE;
            }
        }
        double bound = NAMES + BARS / MOST;
        String svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui,sans-serif" font-size="13" role="img" aria-label="Measured figures beside their targets">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="%.0f" y="20" text-anchor="middle" fill="#52606d">what is asked</text>
                %s<line x1="%.0f" y1="28" x2="%.0f" y2="%d" stroke="#1f2933" stroke-dasharray="3 3"/>
                </svg>
                """.formatted(WIDTH, y + 12, bound, bars, bound, bound, y);
        Files.writeString(picture, svg);
    }

    private static String bar(JsonNode row, int y) {
        double length = Math.min(row.get("share").asDouble(), MOST) * BARS / MOST;
        String colour = row.path("ok").asBoolean() ? "#0f7b6c" : "#c2410c";
        boolean byRatio = row.path("target").asText().startsWith("ratio");
        String figure = figure(row.get("value").asDouble()) + " "
                + row.get("unit").asText()
                + (byRatio
                        ? String.format(
                                Locale.ROOT, ", ratio %.2f", row.get("ratio").asDouble())
                        : "");
        return """
                <text x="%d" y="%d" text-anchor="end" fill="#1f2933">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="14" rx="2" fill="%s"/>
                <text x="%d" y="%d" fill="#1f2933">%s<tspan fill="#7b8794"> (%s)</tspan></text>
                """.formatted(
                        NAMES - 8,
                        y + 12,
                        escaped(row.get("name").asText()),
                        NAMES,
                        y + 1,
                        length,
                        colour,
                        NAMES + BARS + 10,
                        y + 12,
                        escaped(figure),
                        escaped(row.get("target").asText().replaceFirst("^(value|ratio) ", "")));
    }

    private static String figure(double figure) {
        return String.format(Locale.ROOT, Math.abs(figure) >= 100 ? "%,.0f" : "%.2f", figure);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
