package dev.cdp.collector.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes a body: its structure, its text, or its bytes, each a few times. */
final class Mutator {
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<String> NAMES = List.of(
            "userId",
            "anonymousId",
            "messageId",
            "event",
            "groupId",
            "previousId",
            "type",
            "properties",
            "traits",
            "context",
            "integrations",
            "timestamp",
            "sentAt",
            "originalTimestamp",
            "writeKey",
            "_misfit",
            "batch",
            "name",
            "price",
            "a_b",
            "aB",
            "a b",
            "",
            "$",
            "\u0000",
            "\ud800",
            "𝓍".repeat(40),
            "Größe",
            "价格",
            "n".repeat(254),
            "n".repeat(256),
            "n".repeat(1_100),
            "__proto__",
            "a.b",
            "\u202e",
            "İ",
            "\uFEFF");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "null",
            "undefined",
            "0",
            "\u0000",
            "a\u0000b",
            "\ud83d",
            "\udc00\ud800",
            "😀",
            "x".repeat(255),
            "x".repeat(256),
            "e".repeat(5_000),
            "2026-05-02T10:00:00Z",
            "2026-05-02",
            "10:00",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "1777716000000",
            "99999999999999",
            "2299-12-31T23:59:59.999Z",
            "1900-01-01",
            "2016-12-31T23:59:60Z",
            "2026-05-02T24:00:00",
            "[",
            "UTC",
            ",",
            "0000-00-00",
            "2026-05-02T10:00:00+25:00",
            "track",
            "TRACK",
            "***",
            "K:***",
            "\u2028",
            "\uFFFF");

    /** JSON, or nearly. */
    private static final List<String> RAW = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "-1E+400",
            "1e-400",
            "1e2147483647",
            "1e2147483648",
            "1e99999999999",
            "9007199254740993",
            "-0",
            "-0.0",
            "0.1234567890123456789012345",
            "123456789012345678901234567890",
            "1.50",
            "1777716000000.5",
            "9".repeat(999),
            "9".repeat(1_001),
            "012",
            "+1",
            ".5",
            "1.",
            "0x1F",
            "nul",
            "True",
            "'x'",
            "undefined",
            "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
            "{\"a\":1,\"a\":2}",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"a\nb\"",
            "/**/1",
            "[1,]",
            "{}",
            "[]",
            "null",
            "true");

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\u0000",
            "\\ud83d",
            "null",
            "NaN",
            "1e999",
            "{}",
            "\"userId\":1,",
            "\"batch\":[],",
            "\"writeKey\":\"KEY\",",
            "\"_misfit\":[],",
            "\u0000",
            "\n",
            "\uFEFF",
            " ");

    /** Stands in the tree for a raw value. */
    private static final String MARK = "\u2063raw";

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    byte[] mutate(String body) {
        int kind = random.nextInt(100);
        String text = kind < 75 ? mutateTree(body) : body;
        if (kind >= 55 && kind < 90) {
            text = repeatedly(text, this::mutateText);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return kind >= 90 ? mutateBytes(bytes) : bytes;
    }

    private interface Change {
        String apply(String text);
    }

    private String repeatedly(String text, Change change) {
        String changed = text;
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed = change.apply(changed);
        }
        return changed;
    }

    private String mutateTree(String body) {
        try {
            JsonNode tree = JSON.readTree(body);
            for (int i = random.nextInt(4); i > 0; i--) {
                mutate(container(tree));
            }
            String text = tree.toString();
            for (String raw : RAW) {
                text = text.replace('"' + MARK + RAW.indexOf(raw) + '"', raw);
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a library's body is JSON", e);
        }
    }

    /** Any object or array of the tree, the outer ones more often. */
    private JsonNode container(JsonNode from) {
        List<JsonNode> inner = new ArrayList<>();
        from.forEach(child -> {
            if (child.isContainerNode()) {
                inner.add(child);
            }
        });
        return inner.isEmpty() || random.nextInt(4) == 0 ? from : container(pick(inner));
    }

    private void mutate(JsonNode container) {
        if (container instanceof ArrayNode array) {
            mutateArray(array);
        } else {
            mutateObject((ObjectNode) container);
        }
    }

    private void mutateArray(ArrayNode array) {
        if (array.isEmpty() || random.nextBoolean()) {
            array.insert(random.nextInt(array.size() + 1), value());
        } else {
            array.remove(random.nextInt(array.size()));
        }
    }

    private void mutateObject(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || random.nextInt(3) == 0 ? pick(NAMES) : pick(names);
        switch (random.nextInt(8)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(pick(NAMES), object.path(name).isMissingNode() ? value() : object.remove(name));
            case 2 -> object.set(name, nested(object.path(name).isMissingNode() ? value() : object.path(name)));
            case 3 -> addMany(object);
            default -> object.set(name, value());
        }
    }

    private JsonNode value() {
        return switch (random.nextInt(4)) {
            case 0 -> JSON.getNodeFactory().textNode(MARK + random.nextInt(RAW.size()));
            case 1 -> JSON.getNodeFactory().numberNode(random.nextInt());
            case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            default -> JSON.getNodeFactory().textNode(pick(TEXTS));
        };
    }

    private JsonNode nested(JsonNode inner) {
        JsonNode node = inner;
        for (int depth = random.nextInt(random.nextInt(10) == 0 ? 80 : 18); depth > 0; depth--) {
            node = random.nextBoolean()
                    ? JSON.createArrayNode().add(node)
                    : JSON.createObjectNode().set("d", node);
        }
        return node;
    }

    private void addMany(ObjectNode object) {
        int count = random.nextInt(50) == 0 ? 1_100 : random.nextInt(8);
        for (int i = 0; i < count; i++) {
            object.put("f" + i, i);
        }
    }

    private String mutateText(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(at);
            case 2 -> text.substring(0, at) + pick(RAW) + text.substring(end);
            default -> text.substring(0, at) + pick(TOKENS) + text.substring(at);
        };
    }

    private byte[] mutateBytes(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length + 1)) : changed;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
