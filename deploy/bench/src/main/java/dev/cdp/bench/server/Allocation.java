package dev.cdp.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads from a recording how many bytes were allocated while it ran. */
public final class Allocation {
    private Allocation() {}

    /** Of all threads that were alive at the end: each tells its total at the recording's begin and end. */
    public static long bytes(Path recording) throws IOException {
        Map<Long, long[]> byThread = new HashMap<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.ThreadAllocationStatistics")) {
                    long total = event.getLong("allocated");
                    byThread.merge(event.getLong("thread.javaThreadId"), new long[] {total, total}, (range, now) ->
                            new long[] {Math.min(range[0], now[0]), Math.max(range[1], now[1])});
                }
            }
        }
        return byThread.values().stream()
                .mapToLong(range -> range[1] - range[0])
                .sum();
    }
}
