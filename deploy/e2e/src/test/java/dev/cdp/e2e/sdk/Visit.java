package dev.cdp.e2e.sdk;

import java.util.List;
import java.util.Map;

/**
 * What every client sends, and what must be stored of it: flat, in snake_case, types kept. The
 * values of what is sent stand in sdk/visit.mjs too, for the clients that run in Node.
 */
final class Visit {
    static final int CLICKS = 40;
    static final String GROUP = "acme";
    static final String EVENT = "Order Completed";
    static final String CLICK = "Clicked";
    static final String PAGE = "Tea";
    static final String SCREEN = "Cart";

    static final Map<String, Object> TRAITS = Map.of(
            "email",
            "ann@example.com",
            "age",
            42,
            "newsletter",
            true,
            "address",
            Map.of("city", "Oslo", "zipCode", "0150"));
    static final Map<String, Object> GROUP_TRAITS = Map.of("name", "Acme", "employees", 250);
    static final Map<String, Object> PURCHASE = Map.of(
            "orderId",
            "o-1",
            "total",
            39.5,
            "express",
            false,
            "coupons",
            List.of("SPRING", "VIP"),
            "shipping",
            Map.of("method", "post", "Weight (kg)", 1.25));
    static final Map<String, Object> PAGE_PROPERTIES = Map.of("path", "/tea", "referrer", "https://example.com/");
    static final Map<String, Object> SCREEN_PROPERTIES = Map.of("variant", "dark");

    private Visit() {}

    /** What a row's {@code properties} must hold, by the event's type. */
    static Map<String, Object> storedProperties(String type) {
        return switch (type) {
            case "track" ->
                Map.of(
                        "order_id",
                        "o-1",
                        "total",
                        39.5,
                        "express",
                        false,
                        "coupons",
                        List.of("SPRING", "VIP"),
                        "shipping_method",
                        "post",
                        "shipping_weight_kg",
                        1.25);
            case "page" -> PAGE_PROPERTIES;
            case "screen" -> SCREEN_PROPERTIES;
            default -> Map.of();
        };
    }

    /** What a row's {@code traits} must hold, by the event's type. */
    static Map<String, Object> storedTraits(String type) {
        return switch (type) {
            case "identify" ->
                Map.of(
                        "email", "ann@example.com",
                        "age", 42,
                        "newsletter", true,
                        "address_city", "Oslo",
                        "address_zip_code", "0150");
            case "group" -> GROUP_TRAITS;
            default -> Map.of();
        };
    }
}
