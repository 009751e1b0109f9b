package dev.cdp.bench.endtoend;

import dev.cdp.bench.load.PacedLoad;
import java.time.Instant;

/**
 * The bodies of batches: the events of the collector's bench, and now and then one that is watched on its way.
 *
 * @param run begins each message id
 */
record Traffic(String run, int eventsPerBatch, int batchesPerProbe, Probes probes) implements PacedLoad.Batches {
    private static final int VISITORS = 20_011;

    @Override
    public String body(int number, long dueNanos) {
        String now = Instant.now().toString();
        StringBuilder body = new StringBuilder(eventsPerBatch * 512).append("{\"batch\":[");
        for (int i = 0; i < eventsPerBatch; i++) {
            long event = (long) number * eventsPerBatch + i;
            boolean probe = i == 0 && number % batchesPerProbe == 0;
            String messageId = run + event;
            String anonymousId = probe ? probes.watch(messageId, dueNanos) : "visitor-" + event % VISITORS;
            append(body.append(i == 0 ? "" : ","), messageId, anonymousId, now);
        }
        return body.append("]}").toString();
    }

    private static void append(StringBuilder body, String messageId, String anonymousId, String now) {
        body.append("{\"type\":\"track\",\"messageId\":\"")
                .append(messageId)
                .append("\",\"anonymousId\":\"")
                .append(anonymousId)
                .append("\",\"event\":\"Product Viewed\",\"timestamp\":\"")
                .append(now)
                .append("\",\"sentAt\":\"")
                .append(now)
                .append("\",\"properties\":{\"productId\":\"sku-81277\",\"name\":\"Trail Running Shoe\","
                        + "\"category\":\"Shoes\",\"price\":89.9,\"currency\":\"EUR\",\"quantity\":1,\"inStock\":true},"
                        + "\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},"
                        + "\"page\":{\"path\":\"/shoes/trail\",\"url\":\"https://shop.example/shoes/trail\"},"
                        + "\"locale\":\"en-GB\",\"timezone\":\"Europe/Vienna\"}}");
    }
}
