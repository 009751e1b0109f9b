package dev.cdp.bench.events;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.PartitionKey;
import dev.cdp.contract.RawJson;
import java.time.Instant;

/**
 * The load of the collector's bench, as the collector would have accepted it: each event by its number, which is in its
 * message id. Visitors take turns.
 *
 * @param receivedAt of all of them, epoch milliseconds
 */
public record SampleEvents(String workspace, long receivedAt) {
    public static final String SOURCE = "shop";
    static final int VISITORS = 20_011;
    private static final String MESSAGE = "bench-";
    private static final String TRACK = "{\"type\":\"track\",\"messageId\":\"%s\",\"anonymousId\":\"%s\","
            + "\"event\":\"Product Viewed\",\"timestamp\":\"%s\",\"properties\":{\"productId\":\"sku-81277\","
            + "\"name\":\"Trail Running Shoe\",\"category\":\"Shoes\",\"price\":89.9,\"currency\":\"EUR\","
            + "\"quantity\":1,\"inStock\":true},\"context\":{\"library\":{\"name\":\"analytics-node\","
            + "\"version\":\"3.1.0\"},\"page\":{\"path\":\"/shoes/trail\",\"url\":\"https://shop.example/shoes/trail\"},"
            + "\"locale\":\"en-GB\",\"timezone\":\"Europe/Vienna\"}}";

    private static final String IDENTIFY = "{\"type\":\"identify\",\"messageId\":\"%s\",\"anonymousId\":\"%s\","
            + "\"userId\":\"%s\",\"timestamp\":\"%s\",\"traits\":{\"email\":\"jo@shop.example\",\"plan\":\"plus\"},"
            + "\"context\":{\"library\":{\"name\":\"analytics-node\",\"version\":\"3.1.0\"},\"locale\":\"en-GB\"}}";

    /** A view of a product. */
    public Envelope track(int number) {
        String messageId = messageId(number);
        String anonymousId = anonymousId(number);
        String payload = TRACK.formatted(messageId, anonymousId, Instant.ofEpochMilli(receivedAt));
        return envelope(number, EventType.TRACK, "Product Viewed", "", payload);
    }

    /** The visitor says who he is. */
    Envelope identify(int number, String userId) {
        String payload =
                IDENTIFY.formatted(messageId(number), anonymousId(number), userId, Instant.ofEpochMilli(receivedAt));
        return envelope(number, EventType.IDENTIFY, "", userId, payload);
    }

    /** A view of a product of which nothing is told: for loads in which only the number of events matters. */
    public Envelope small(int number) {
        return envelope(number, EventType.TRACK, "Product Viewed", "", "{\"type\":\"track\"}");
    }

    /** The number of the event that has this message id. */
    public static int numberOf(String messageId) {
        return Integer.parseInt(messageId, MESSAGE.length(), messageId.length(), 10);
    }

    private static String messageId(int number) {
        return MESSAGE + number;
    }

    static int visitor(int number) {
        return number % VISITORS;
    }

    private static String anonymousId(int number) {
        return "visitor-" + visitor(number);
    }

    private Envelope envelope(int number, EventType type, String event, String userId, String payload) {
        String messageId = messageId(number);
        String anonymousId = anonymousId(number);
        String key = PartitionKey.of(workspace, type, anonymousId, "", userId, messageId);
        return new Envelope(
                EventId.of(workspace, SOURCE, key, messageId),
                workspace,
                SOURCE,
                messageId,
                type,
                event,
                anonymousId,
                userId,
                "",
                Channel.LIVE,
                receivedAt,
                receivedAt,
                receivedAt,
                receivedAt,
                "203.0.113.7",
                "analytics-node/3.1.0",
                new Origin("bench", 1, number),
                null,
                RawJson.of(payload));
    }
}
