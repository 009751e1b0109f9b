package dev.cdp.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Progress for the person at the terminal: whole lines, from several threads. */
public record Console(PrintStream out) {
    public void say(String line) {
        out.println(line);
    }

    public void step(String name, String what) {
        out.println(String.format(Locale.ROOT, "  %-12s %s", name, what));
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
