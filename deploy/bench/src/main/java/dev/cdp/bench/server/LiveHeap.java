package dev.cdp.bench.server;

import dev.cdp.testkit.Jcmd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left in a program's heap after a full collection. A leak of objects is seen in it; resident memory shows one only
 * when the heap has been filled once, which takes longer the better the program is.
 */
public final class LiveHeap {
    /** Programs in Java that hold something: what runs ClickHouse is a shell around it. */
    private static final List<String> PROGRAMS = List.of("TaskManager", "JobManager", "Kafka", "collector");

    private LiveHeap() {}

    /** Bytes, of each program that this process has started, by its name. Stops each for as long as a collection takes. */
    public static Map<String, Long> ofDescendants() throws IOException, InterruptedException {
        Map<String, List<Long>> running = Programs.running();
        Map<String, Long> bytes = new TreeMap<>();
        for (String program : PROGRAMS) {
            for (long pid : running.getOrDefault(program, List.of())) {
                bytes.merge(program, of(pid), Long::sum);
            }
        }
        return bytes;
    }

    /** From the last line of a histogram of living objects, {@code Total INSTANCES BYTES}. */
    static long of(long pid) throws IOException, InterruptedException {
        String last =
                Jcmd.run(pid, "GC.class_histogram").stripTrailing().lines().reduce("", (before, line) -> line);
        if (!last.startsWith("Total")) {
            throw new IOException("a histogram of process " + pid + " ends with: " + last);
        }
        return Long.parseLong(last.split(" +")[2]);
    }
}
