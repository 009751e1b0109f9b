package dev.cdp.e2e.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.Jcmd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Java process holds after a full collection.
 *
 * @param metaspaceKb of classes that are loaded, kilobytes
 * @param jobClassLoaders of Flink jobs; one each as long as anything of the job can be reached
 */
record JvmFootprint(long metaspaceKb, long threads, long descriptors, long jobClassLoaders) {
    /** 17 says it of the heap, 25 of the metaspace. */
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");

    private static final Pattern JOB_CLASS_LOADERS = Pattern.compile(
            "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\b");

    private static final int TRIES = 10;

    /**
     * Waits some seconds for the class loaders of jobs that have just ended: a thread of theirs may be on its last lines,
     * and each holds 28 MB of classes.
     *
     * @param jobClassLoaders that may be there
     */
    static JvmFootprint settled(long pid, int jobClassLoaders) throws IOException, InterruptedException {
        JvmFootprint footprint = of(pid);
        for (int i = 0; i < TRIES && footprint.jobClassLoaders() > jobClassLoaders; i++) {
            TimeUnit.SECONDS.sleep(1);
            footprint = of(pid);
        }
        return footprint;
    }

    /** Within what comes and goes: pools of threads, and fewer classes than half a job's. */
    void assertHasNotGrownSince(JvmFootprint warm) {
        assertThat(metaspaceKb).as("metaspace, KB").isLessThan(warm.metaspaceKb + 12_000);
        assertThat(threads).as("threads").isLessThan(warm.threads + 12);
        assertThat(descriptors).as("descriptors").isLessThan(warm.descriptors + 24);
    }

    /** Collects first, thrice: what a finalizer or cleaner lets go is gone with the second, the histogram is the third. */
    static JvmFootprint of(long pid) throws IOException, InterruptedException {
        Jcmd.run(pid, "GC.run");
        Jcmd.run(pid, "GC.run_finalization");
        Jcmd.run(pid, "GC.run");
        long jobClassLoaders = jobClassLoaders(pid);
        Matcher metaspace = METASPACE.matcher(Jcmd.run(pid, "GC.heap_info") + Jcmd.run(pid, "VM.metaspace", "basic"));
        if (!metaspace.find()) {
            throw new IOException("jcmd does not tell the metaspace of process " + pid);
        }
        Path process = Path.of("/proc", Long.toString(pid));
        return new JvmFootprint(
                Long.parseLong(metaspace.group(1)),
                count(process.resolve("task")),
                count(process.resolve("fd")),
                jobClassLoaders);
    }

    private static long jobClassLoaders(long pid) throws IOException, InterruptedException {
        Matcher loaders = JOB_CLASS_LOADERS.matcher(Jcmd.run(pid, "GC.class_histogram"));
        return loaders.find() ? Long.parseLong(loaders.group(1)) : 0;
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }
}
