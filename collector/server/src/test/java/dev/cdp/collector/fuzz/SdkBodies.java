package dev.cdp.collector.fuzz;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies as the published libraries send them: what is mutated. */
final class SdkBodies {
    private static final List<String> EVENTS = List.of("""
            {"type":"track","event":"Order Completed","userId":"u1","anonymousId":"a1","properties":{"total":9.50,"currency":"EUR","products":[{"product_id":"p-1","price":19.99,"quantity":2},{"product_id":"p-2","tags":["a","b"]}],"coupon":null,"firstOrder":true,"shipping":{"city":"Köln","zip":"50667"}},"timestamp":"2026-05-02T10:00:00.123Z","messageId":"node-next-1714644000123-5b4f","context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}},"integrations":{},"_metadata":{"nodeVersion":"20"}}""", """
            {"type":"identify","userId":"u1","traits":{"email":"a@b.c","age":42,"address":{"street":"x","no":7},"createdAt":"2020-01-01"},"timestamp":1777716000000,"messageId":"m-2","context":{"ip":"8.8.8.8","locale":"de-DE"},"integrations":{"All":true}}""", """
            {"type":"page","anonymousId":"b1","userId":null,"name":"Home","category":"Docs","properties":{"path":"/","url":"https://shop.example/?a=1","title":"Shop 😀","referrer":""},"context":{"page":{"path":"/","search":""},"userAgent":"Mozilla/5.0","screen":{"width":1920,"height":1080,"density":1.5},"campaign":{"source":"mail"}},"messageId":"ajs-next-1","writeKey":"KEY","sentAt":"NOW","_metadata":{"bundled":["Segment.io"],"unbundled":[],"bundledIds":[]}}""", """
            {"type":"screen","anonymousId":"ios-1","name":"Start","properties":{"ms":1777716000000.25,"big":9007199254740993},"context":{"device":{"id":"d","manufacturer":"Apple"},"network":{"wifi":true},"app":{"build":"1"}},"originalTimestamp":"2026-05-02 10:00:00.123456+00:00","sentAt":"NOW","messageId":"s-1"}""", """
            {"type":"group","userId":17,"groupId":4711,"traits":{"plan":"pro","employees":12},"messageId":"g-1","timestamp":"2026-05-02T10:00:00+0200"}""", """
            {"type":"alias","userId":"u1","previousId":"a1","messageId":"al-1","context":{},"integrations":{}}""");

    private SdkBodies() {}

    /** The body of one event, or of a batch of up to five. */
    static String one(Random random, boolean batch, String now) {
        String body = batch ? batch(random) : event(random);
        return body.replace("NOW", now);
    }

    private static String batch(Random random) {
        String events =
                Stream.generate(() -> event(random)).limit(random.nextInt(6)).collect(Collectors.joining(","));
        return switch (random.nextInt(3)) {
            case 0 -> "{\"batch\":[" + events + "],\"writeKey\":\"KEY\",\"sentAt\":\"NOW\"}";
            case 1 ->
                "{\"batch\":[" + events
                        + "],\"sentAt\":\"NOW\",\"context\":{\"library\":{\"name\":\"analytics-java\",\"version\":\"3.5.4\"},\"n\":1.50},\"sequence\":1,\"integrations\":{\"x\":{}}}";
            default -> "{\"timestamp\":\"NOW\",\"sentAt\":\"NOW\",\"batch\":[" + events + "]}";
        };
    }

    private static String event(Random random) {
        return EVENTS.get(random.nextInt(EVENTS.size()));
    }
}
