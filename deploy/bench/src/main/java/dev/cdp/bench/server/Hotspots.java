package dev.cdp.bench.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording says about where time and memory go: by the method itself, by all that it calls,
 * and by class. A recording can be opened in JDK Mission Control as well, flame graph included.
 */
public final class Hotspots {
    private static final int SHOWN = 40;
    private static final Pattern PLUMBING = Pattern.compile("^(io\\.netty|java)\\.");

    private final Tally self = new Tally("time in the method itself");
    private final Tally total = new Tally("time in the method and what it calls (without Netty's and Java's)");
    private final Tally threads = new Tally("time by thread");
    private final Tally classes = new Tally("allocation by class");
    private final Tally sites = new Tally("allocation by method");
    private final Tally callers = new Tally("allocation in the method and what it calls (without Netty's and Java's)");
    private final Set<Long> threadsThatAllocate = new HashSet<>();

    private Hotspots() {}

    public static void print(Path recording, PrintStream out) throws IOException {
        Hotspots spots = new Hotspots();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                spots.add(file.readEvent());
            }
        }
        List.of(spots.threads, spots.self, spots.total, spots.classes, spots.sites, spots.callers)
                .forEach(tally -> tally.print(out));
    }

    private void add(RecordedEvent event) {
        if (event.getStackTrace() == null || event.getStackTrace().getFrames().isEmpty()) {
            return;
        }
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        switch (event.getEventType().getName()) {
            case "jdk.ExecutionSample" -> {
                threads.add(event.getThread("sampledThread").getJavaName().replaceAll("\\d+", "#"), 1);
                self.add(name(frames.get(0)), 1);
                total.addEach(frames, 1);
            }
            case "jdk.ObjectAllocationSample" -> {
                if (threadsThatAllocate.add(event.getThread().getJavaThreadId())) {
                    return; // Its first sample stands for all that it had allocated before.
                }
                long bytes = event.getLong("weight");
                classes.add(event.getClass("objectClass").getName(), bytes);
                sites.add(name(frames.get(0)) + " < " + name(frames.get(Math.min(1, frames.size() - 1))), bytes);
                callers.addEach(frames, bytes);
            }
            default -> {
                // Of no interest here.
            }
        }
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** Shares of a whole by name. */
    private static final class Tally {
        private final String title;
        private final Map<String, Long> shares = new HashMap<>();
        private long whole;

        Tally(String title) {
            this.title = title;
        }

        void add(String name, long share) {
            shares.merge(name, share, Long::sum);
            whole += share;
        }

        /** Once for each method, however often it stands in the stack. */
        void addEach(List<RecordedFrame> frames, long share) {
            Set<String> seen = new HashSet<>();
            for (RecordedFrame frame : frames) {
                String name = name(frame);
                if (!PLUMBING.matcher(name).find() && seen.add(name)) {
                    shares.merge(name, share, Long::sum);
                }
            }
            whole += share;
        }

        void print(PrintStream out) {
            out.printf("%n%s%n", title);
            BiConsumer<String, Long> line =
                    (name, share) -> out.printf("  %5.1f %%  %s%n", 100.0 * share / whole, name);
            shares.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(SHOWN)
                    .forEach(entry -> line.accept(entry.getKey(), entry.getValue()));
        }
    }
}
