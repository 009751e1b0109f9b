package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * The engine out of the nested jars, as a job's jar brings it: through one throw-away class loader after
 * another, as Flink makes for each submission. An IT as it needs the packaged jar.
 */
class NestedJarsIT {
    private static final int LOADS = 50;
    private static final long MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void engineIsLoadedOnceForAllSubmissions() throws Exception {
        URL[] jobJar = jobJar();
        load(jobJar);
        load(jobJar);
        long metaspace = metaspace();
        Set<Thread> before = threads();
        long descriptors = descriptors();

        for (int i = 0; i < LOADS; i++) {
            assertThat(load(jobJar)).contains("\"ok\":true");
        }

        // Loaded anew each time, GraalJS costs 17 MB a time.
        assertThat(metaspace() - metaspace).isLessThan(10 * MIB);
        assertThat(thatStay(before)).hasSizeLessThanOrEqualTo(2);
        assertThat(descriptors() - descriptors).isLessThan(10);
    }

    /** What a submission does, in a class loader that sees the job's jars and the JDK only. */
    private static String load(URL[] jobJar) throws Exception {
        try (URLClassLoader job = new URLClassLoader(jobJar, ClassLoader.getPlatformClassLoader())) {
            Callable<?> submission = (Callable<?>) job.loadClass("dev.cdp.udf.NestedJarsIT$Submission")
                    .getConstructor()
                    .newInstance();
            return (String) submission.call();
        }
    }

    /** Runs in the job's class loader. */
    public static final class Submission implements Callable<String> {
        @Override
        public String call() throws Exception {
            try (FunctionRuntime runtime = FunctionRuntime.open(RuntimeOptions.DEFAULT, HostServices.NONE);
                    CompiledFunction function = runtime.compile(FunctionSpec.of(
                            "w",
                            "f",
                            "f",
                            1,
                            "export default async (e) => { await null; return { ok: e.a === 1 } }"))) {
                FunctionResult result = function.invoke("{\"a\":1}".getBytes(), InvocationContext.of("m"))
                        .toCompletableFuture()
                        .get();
                return new String(((FunctionResult.Returned) result).events().get(0));
            }
        }
    }

    /** The api's classes, this test's, and the nested jars: what a job's fat jar has of them. */
    private static URL[] jobJar() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (Class<?> one : List.of(FunctionRuntime.class, NestedJarsIT.class)) {
            urls.add(one.getProtectionDomain().getCodeSource().getLocation());
        }
        Path nested = Path.of("target/classes");
        assertThat(Files.exists(nested.resolve("META-INF/cdp-udf/index")))
                .as("the bundle is packaged")
                .isTrue();
        urls.add(nested.toUri().toURL());
        return urls.toArray(new URL[0]);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet();
    }

    /** The threads that came since, without those that only take their time to end: closing doesn't wait for them. */
    private static List<Thread> thatStay(Set<Thread> before) throws InterruptedException {
        List<Thread> since = new ArrayList<>(threads());
        since.removeAll(before);
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : since) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        since.removeIf(thread -> !thread.isAlive());
        return since;
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    private static long descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : Arrays.stream(open).count();
    }
}
