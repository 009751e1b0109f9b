package dev.cdp.admin.cli;

import java.io.PrintWriter;

/** Says how far a long piece of work is: a line when that has changed, and no two alike. */
final class Progress {
    private final PrintWriter out;
    private String last = "";

    Progress(PrintWriter out) {
        this.out = out;
    }

    /** @param problem what holds it up, or empty */
    void say(String what, long done, long all, String problem) {
        long percent = all == 0 ? 100 : 100 * done / all;
        String line = "  %s %,d of %,d (%d %%)%s"
                .formatted(what, done, all, percent, problem.isEmpty() ? "" : "; " + problem);
        if (!line.equals(last)) {
            out.println(line);
            out.flush();
            last = line;
        }
    }
}
