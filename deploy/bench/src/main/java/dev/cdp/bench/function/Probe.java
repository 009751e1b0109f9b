package dev.cdp.bench.function;

import dev.cdp.udf.CompiledFunction;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.FunctionSpec;
import dev.cdp.udf.HostServices;
import dev.cdp.udf.InvocationContext;
import dev.cdp.udf.RuntimeOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that runs functions on one thread as a subtask does. Reads lines and answers each with one:
 *
 * <pre>
 * engine         what runs the code, and on which JDK
 * NAME SECONDS   events per second of the function of that name
 * start          milliseconds to compile a function of new code and have its context, in the mean of 50
 * many           of 1,000 functions of 100 workspaces, each run ten times: bytes of heap for each, bytes of
 *                metaspace for each, threads more than before, and seconds until all had run
 * </pre>
 */
public final class Probe {
    private static final int BLOCK = 100;
    private static final int STARTS = 50;
    private static final int MANY = 1_000;
    private static final int RUNS = 10;
    private static final int WORKSPACES = 100;
    private static final double NANOS = 1e9;

    private final FunctionRuntime runtime = FunctionRuntime.open(RuntimeOptions.DEFAULT, HostServices.NONE);
    private final byte[] event = resource("event.json").getBytes(StandardCharsets.UTF_8);
    private long kept;

    public static void main(String[] args) throws Exception {
        Probe probe = new Probe();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(probe.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private String answer(String[] command) throws Exception {
        return switch (command[0]) {
            case "engine" ->
                runtime.engine()
                        + ';'
                        + System.getProperty("java.vm.name")
                        + ' '
                        + System.getProperty("java.runtime.version");
            case "start" -> Double.toString(start());
            case "many" -> many();
            default -> Double.toString(rate(command[0], Double.parseDouble(command[1])));
        };
    }

    private double rate(String name, double seconds) throws Exception {
        try (CompiledFunction function = compile(name, "w", 0)) {
            long start = System.nanoTime();
            long end = start + (long) (seconds * NANOS);
            long count = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < BLOCK; i++) {
                    run(function);
                }
                count += BLOCK;
            }
            return count / ((System.nanoTime() - start) / NANOS);
        }
    }

    private double start() throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < STARTS; i++) {
            compile("rename", "start", i).close();
        }
        return (System.nanoTime() - start) / 1e6 / STARTS;
    }

    private String many() throws Exception {
        long heap = usedHeap();
        long metaspace = metaspace();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long start = System.nanoTime();
        List<CompiledFunction> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            CompiledFunction function = compile("rename", "w" + i % WORKSPACES, i);
            all.add(function);
        }
        for (int i = 0; i < MANY * RUNS; i++) {
            run(all.get(i % MANY));
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        String figures = "%s %s %d %s"
                .formatted(
                        (double) (usedHeap() - heap) / MANY,
                        (double) (metaspace() - metaspace) / MANY,
                        ManagementFactory.getThreadMXBean().getThreadCount() - threads,
                        seconds);
        all.forEach(CompiledFunction::close);
        return figures;
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong(pool -> pool.getUsage().getUsed())
                .sum();
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private CompiledFunction compile(String name, String workspace, int number) throws Exception {
        // The comment makes it code of its own, which nothing can be shared with.
        String code = resource(name + ".js") + "// " + number;
        return runtime.compile(FunctionSpec.of(workspace, name + number, name, 1, code));
    }

    private void run(CompiledFunction function) {
        FunctionResult result = function.invoke(event, InvocationContext.of("m"))
                .toCompletableFuture()
                .join();
        if (!(result instanceof FunctionResult.Returned returned)) {
            throw new IllegalStateException("void: " + result);
        }
        kept ^= returned.events().size();
    }

    private static String resource(String name) {
        try (InputStream bytes = Probe.class.getResourceAsStream(name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
