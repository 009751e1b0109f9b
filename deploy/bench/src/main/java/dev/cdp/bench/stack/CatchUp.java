package dev.cdp.bench.stack;

import dev.cdp.local.flink.FlinkException;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * A job that catches up with what stands in Kafka already. Its rate counts between the moments when two thirds and when
 * all of it is done: neither start-up nor the first checkpoint is in it, nor, where there is enough to do, Java's
 * compiler, which takes most of a processor for a job's first minute.
 *
 * @param expected how much there is to do
 */
public record CatchUp(FlinkCluster flink, String job, long expected) {
    private static final long POLL_MILLIS = 500;
    private static final long STALLED_NANOS = 120_000_000_000L;

    /**
     * Waits until all is done.
     *
     * @param done how much is done by now
     * @return how much was done per second
     * @throws IOException when nothing has been done for two minutes
     */
    public double rate(LongSupplier done) throws IOException, InterruptedException, FlinkException {
        long begin = 0;
        long countAtBegin = 0;
        long latest = 0;
        long grownAt = System.nanoTime();
        while (true) {
            long count = done.getAsLong();
            long now = System.nanoTime();
            if (begin == 0 && count >= expected / 3 * 2) {
                begin = now;
                countAtBegin = count;
            }
            if (count >= expected) {
                return (count - countAtBegin) * 1e9 / (now - begin);
            }
            if (count > latest) {
                latest = count;
                grownAt = now;
            } else if (now - grownAt > STALLED_NANOS) {
                throw new IOException("stands still at %d of %d; the job's last failure: %s"
                        .formatted(count, expected, flink.lastFailure(job).orElse("none")));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
