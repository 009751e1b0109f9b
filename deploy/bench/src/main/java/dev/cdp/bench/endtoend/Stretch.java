package dev.cdp.bench.endtoend;

import dev.cdp.bench.load.Pace;
import dev.cdp.bench.load.PacedLoad;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.server.ProcessUse;
import dev.cdp.bench.server.Usage;
import dev.cdp.bench.stack.Services;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A constant load of the whole path for some time, after it has grown to that. What counts are the rows that arrive while
 * it lasts: a path that falls behind has less of them than were accepted.
 *
 * @param rate events per second
 */
record Stretch(int rate, Duration growing, Duration duration) {
    private static final int BATCH = 50;
    private static final int PROBES_PER_SECOND = 4;
    private static final long POLL_MILLIS = 100;

    /**
     * What came of it.
     *
     * @param rowsPerSecond that arrived
     * @param eventToRow milliseconds from the moment that an event was due to that at which its row was seen
     * @param answers milliseconds from the moment that a batch was due to its answer
     * @param cpuMicrosPerEvent of the whole machine but the load's own process
     * @param programs what each holds when the load ends, before the books are balanced, which takes memory as well
     */
    record Result(
            double rowsPerSecond,
            Samples eventToRow,
            Samples answers,
            double cpuMicrosPerEvent,
            Map<String, ProcessUse> programs) {}

    private record Moment(long nanos, long rows, long cpuMicros) {
        static Moment of(Books books) throws IOException {
            long own = Usage.cpuMicros(ProcessHandle.current().pid());
            return new Moment(System.nanoTime(), books.rows(), Usage.machineCpuMicros() - own);
        }
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException when an event was not accepted, is missing or double: there are no figures then
     */
    Result run(WholePath path, PrintStream out) throws InterruptedException, IOException {
        Books books = path.books();
        long stored = books.rows();
        Probes probes = path.probes();
        String run = "%08x-".formatted(ThreadLocalRandom.current().nextInt());
        Traffic traffic = new Traffic(run, BATCH, Math.max(1, rate / BATCH / PROBES_PER_SECOND), probes);
        Pace pace = new Pace((double) rate / BATCH, growing);
        int batches = pace.until(duration);
        out.printf(
                "%,d events in %,d s, after %,d in %,d s while the load grows%n",
                (long) (batches - pace.whileGrowing()) * BATCH,
                duration.toSeconds(),
                (long) pace.whileGrowing() * BATCH,
                growing.toSeconds());

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Void> following = threads.submit(probes::follow);
            PacedLoad load = new PacedLoad(path.collector().url(), Services.WRITE_KEY);
            Future<List<Double>> answers = threads.submit(() -> load.run(traffic, batches, pace));
            Thread.sleep(growing.toMillis());
            Moment begin = Moment.of(books);
            List<Double> answerMillis = answers.get();
            Moment end = Moment.of(books);
            Map<String, ProcessUse> programs = ProcessUse.ofDescendants();
            long arrived = end.rows() - begin.rows();
            double rowsPerSecond = arrived * 1e9 / (end.nanos() - begin.nanos());
            out.printf("%,.0f rows/s while the load lasted%n", rowsPerSecond);
            out.println(books.balance(stored + (long) batches * BATCH));
            while (!probes.allAreSeen()) {
                if (following.isDone()) {
                    following.get();
                }
                Thread.sleep(POLL_MILLIS);
            }
            return new Result(
                    rowsPerSecond,
                    new Samples(probes.millisOfThoseDueAfter(begin.nanos())),
                    new Samples(answerMillis.subList(pace.whileGrowing(), batches)),
                    (double) (end.cpuMicros() - begin.cpuMicros()) / arrived,
                    programs);
        } catch (ExecutionException e) {
            throw new IllegalStateException("VOID: the load came to no good end", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
