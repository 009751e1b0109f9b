package dev.cdp.e2e.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");
    private static final Pattern JOB_CLASS_LOADERS = Pattern.compile(
            "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\b");

    /** Collects first, twice: what a finalizer or cleaner lets go is gone with the second. */
    static JvmFootprint of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run_finalization");
        jcmd(pid, "GC.run");
        Matcher metaspace = METASPACE.matcher(jcmd(pid, "GC.heap_info"));
        if (!metaspace.find()) {
            throw new IOException("jcmd does not tell the metaspace of process " + pid);
        }
        Path process = Path.of("/proc", Long.toString(pid));
        return new JvmFootprint(
                Long.parseLong(metaspace.group(1)),
                count(process.resolve("task")),
                count(process.resolve("fd")),
                jobClassLoaders(pid));
    }

    private static long jobClassLoaders(long pid) throws IOException, InterruptedException {
        Matcher loaders = JOB_CLASS_LOADERS.matcher(jcmd(pid, "GC.class_histogram"));
        return loaders.find() ? Long.parseLong(loaders.group(1)) : 0;
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + output);
        }
        return output;
    }
}
