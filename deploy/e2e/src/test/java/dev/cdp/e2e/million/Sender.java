package dev.cdp.e2e.million;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Collector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends batches one after the other; what is not answered 200 is sent again before the next, as SDKs do. */
final class Sender implements Callable<Void> {
    private static final long PAUSE_MILLIS = 100;

    private final Collector collector;
    private final Places places;
    private final Generator generator;
    private final SentLog log;
    private final Pace pace;
    private final AtomicInteger sent;

    /** @param sent counts the events of all senders */
    Sender(Collector collector, Places places, Generator generator, SentLog log, Pace pace, AtomicInteger sent) {
        this.collector = collector;
        this.places = places;
        this.generator = generator;
        this.log = log;
        this.pace = pace;
        this.sent = sent;
    }

    /** @throws AssertionError when an event was answered otherwise than was known */
    @Override
    public Void call() throws IOException, InterruptedException {
        while (generator.hasNext()) {
            pace.await();
            send(generator.next());
        }
        return null;
    }

    private void send(Generator.Batch batch) throws IOException, InterruptedException {
        Places.Where where = places.at(batch.place());
        String body = batch.events().stream().map(Planned::json).collect(Collectors.joining(",", "{\"batch\":[", "]}"));
        long triedAt = System.currentTimeMillis();
        int doubt = 0;
        while (true) {
            try {
                Collector.Answer answer = collector.post("/v1/batch", body, where.writeKey());
                if (answer.status() == 200) {
                    check(batch.events(), answer.body().path("rejected"));
                    log.add(batch, where, doubt, triedAt, System.currentTimeMillis());
                    sent.addAndGet(batch.events().size());
                    return;
                }
                if (answer.status() < 500) {
                    throw new AssertionError("a batch was answered " + answer);
                }
            } catch (UncheckedIOException e) {
                // Without a connection it was not sent.
                doubt += e.getCause() instanceof ConnectException ? 0 : 1;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private static void check(List<Planned> events, JsonNode rejected) {
        Map<Integer, String> expected = IntStream.range(0, events.size())
                .filter(i -> !events.get(i).fate().accepted)
                .boxed()
                .collect(Collectors.toMap(i -> i, i -> events.get(i).messageId()));
        for (JsonNode one : rejected) {
            int index = one.get("index").asInt();
            if (expected.remove(index) == null) {
                throw new AssertionError(events.get(index) + " was refused: " + one);
            }
        }
        if (!expected.isEmpty()) {
            throw new AssertionError("accepted, and should not have been: "
                    + expected.keySet().stream().map(events::get).toList());
        }
    }
}
