package dev.cdp.e2e.million;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The JSON of events. */
final class Bodies {
    private static final String CONSENT = ",\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":%b}}}";
    private static final String AGREED = CONSENT.formatted(true);
    private static final String NOT_AGREED = CONSENT.formatted(false);
    private static final int LARGER_THAN_ALLOWED = 110 * 1024;
    private static final Instant YESTERDAY = Instant.now().minus(25, ChronoUnit.HOURS);

    private Bodies() {}

    static String identify(String messageId, String anonymousId, String userId) {
        return head("identify", messageId) + text("anonymousId", anonymousId) + text("userId", userId)
                + ",\"traits\":{\"plan\":\"pro\"}" + AGREED + "}";
    }

    /**
     * A track event.
     *
     * @param n varies its values
     */
    static String track(Fate fate, String messageId, String anonymousId, String userId, int n) {
        StringBuilder json = new StringBuilder(400)
                .append(head(
                        switch (fate) {
                            case NO_TYPE -> "";
                            case ODD_TYPE -> "purchase";
                            default -> "track";
                        },
                        messageId))
                .append(text("event", fate.event))
                .append(text("anonymousId", anonymousId))
                .append(text("userId", userId));
        switch (fate) {
            case BAD_TIME -> json.append(text("timestamp", "the day before yesterday"));
            case LATE -> json.append(text("sentAt", YESTERDAY.toString()));
            default -> {
                // No times of its own.
            }
        }
        return json.append(",\"properties\":")
                .append(properties(fate, n))
                .append(fate == Fate.NO_CONSENT ? NOT_AGREED : AGREED)
                .append('}')
                .toString();
    }

    private static String properties(Fate fate, int n) {
        String some = "\"number\":" + n + ",\"sku\":\"sku-" + n % 997 + "\",\"tags\":[\"a\",\"b\"],\"cart\":{\"total\":"
                + n % 1_000 / 4.0 + ",\"currency\":\"EUR\"}";
        return switch (fate) {
            case ODD_PROPERTIES -> "[" + n + "]";
            case SAME_NAMES -> "{\"product\":{\"id\":\"p\"},\"productId\":\"q\"}";
            case LOCKED -> "{\"price\":\"expensive\"}";
            case ODD_SIZE -> "{\"size\":\"XL\"," + some + "}";
            case HUGE -> "{\"amount\":1000000," + some + "}";
            case TOO_LARGE -> "{\"filler\":\"" + "x".repeat(LARGER_THAN_ALLOWED) + "\"}";
            default -> "{" + some + "}";
        };
    }

    private static String head(String type, String messageId) {
        return "{\"messageId\":\"" + messageId + '"' + text("type", type);
    }

    private static String text(String name, String value) {
        return value.isEmpty() ? "" : ",\"" + name + "\":\"" + value + '"';
    }
}
