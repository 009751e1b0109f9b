package dev.cdp.e2e.million;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Asks {@code why}, the program that {@code make why} runs, about some events of each fate, and compares with what is known. */
final class Explanations {
    private static final int ASKED = 1_000;
    private static final int OF_EACH_FATE = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Stack stack;
    private final Places places;
    private final ClickHouse clickhouse;
    private final List<String> wrong = new ArrayList<>();
    private int asked;

    Explanations(Stack stack, Places places, ClickHouse clickhouse) {
        this.stack = stack;
        this.places = places;
        this.clickhouse = clickhouse;
    }

    /** What was explained wrongly; empty as it should be. */
    List<String> wrong(long seed) throws IOException {
        List<JsonNode> sample =
                clickhouse.rows("SELECT toString(event.event_id) AS event_id, message_id, fate, anonymous_id,"
                        + " owner, user_id, origin, records, toString(received_at) AS received_at FROM (SELECT *, row_number() OVER"
                        + " (PARTITION BY fate ORDER BY cityHash64(event_id, " + seed
                        + ")) AS place FROM million_events) AS event"
                        + " LEFT JOIN (SELECT event_id, owner, origin, records, received_at FROM million_truth) AS truth"
                        + " ON event.event_id = truth.event_id ORDER BY place > " + OF_EACH_FATE
                        + ", cityHash64(event.event_id, " + seed + ") LIMIT " + ASKED);
        asked = sample.size();
        Map<String, JsonNode> answers = ask(sample);
        for (JsonNode event : sample) {
            compare(
                    event,
                    Fate.valueOf(event.get("fate").asText()),
                    answers.get(event.get("message_id").asText()));
        }
        System.out.printf("why: %d ids asked, %d explained wrongly%n", sample.size(), wrong.size());
        return wrong;
    }

    /** How many events were asked about. */
    int asked() {
        return asked;
    }

    /** By message id. */
    private Map<String, JsonNode> ask(List<JsonNode> sample) throws IOException {
        List<String> ids = sample.stream()
                .map(event -> event.get("message_id").asText())
                .distinct()
                .toList();
        Path file = Files.write(Path.of("target", "million", "asked.txt").toAbsolutePath(), ids);
        Map<String, JsonNode> answers = new HashMap<>();
        // Of some nothing is to be known, which makes its exit code 1.
        stack.admin("why", "--json", "--ids", file.toString())
                .run(PATIENCE)
                .output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .forEach(answer -> answers.put(answer.get("id").asText(), answer));
        return answers;
    }

    private void compare(JsonNode event, Fate fate, JsonNode answer) {
        if (answer == null) {
            wrong.add("no answer: " + event);
            return;
        }
        List<JsonNode> stories = stream(answer.get("events"))
                .filter(story -> story.at("/event/event_id").asText().equals(text(event, "event_id")))
                .toList();
        boolean leavesNothing = !fate.accepted && fate.stage.isEmpty();
        if (stories.size() != (leavesNothing ? 0 : 1)) {
            wrong.add(stories.size() + " stories of " + event + ": " + answer);
        } else if (fate.accepted) {
            accepted(event, fate, stories.get(0));
        } else if (!leavesNothing) {
            refused(fate, stories.get(0));
        }
    }

    private void refused(Fate fate, JsonNode story) {
        same(story, "never accepted", List.of("never_accepted"), texts(story.get("standings"), "state"));
        same(story, "moments", List.of("DEAD_LETTER"), texts(story.get("moments"), "kind"));
        JsonNode letter = story.at("/moments/0/row");
        same(
                story,
                "why it was refused",
                List.of(fate.stage, fate.reason, fate.field),
                List.of(text(letter, "stage"), text(letter, "reason"), text(letter, "field")));
    }

    private void accepted(JsonNode event, Fate fate, JsonNode story) {
        List<JsonNode> accepted = moments(story, "ACCEPTED");
        same(
                story,
                "accepted when",
                List.of(text(event, "received_at")),
                accepted.stream().map(m -> text(m, "at")).toList());
        same(story, "accepted as", List.of(text(event, "origin")), origins(accepted));
        List<String> repeats = origins(moments(story, "DUPLICATE"));
        same(story, "repeats", event.get("records").asInt() - 1, (int)
                repeats.stream().distinct().count());
        same(story, "no repeat of itself", false, repeats.contains(text(event, "origin")));
        List<End> ends = places.ends(fate);
        int rows = ends.stream()
                .filter(end -> end.destination().equals("clickhouse"))
                .mapToInt(End::rows)
                .sum();
        same(story, "rows", rows, story.get("rows").size());
        String owner = text(event, "owner");
        stream(story.get("rows")).forEach(row -> same(story, "whose row", owner, text(row, "user_id")));
        if (rows > 0) {
            List<String> users = moments(story, "LINKED").stream()
                    .map(moment -> text(moment.get("row"), "user_id"))
                    .toList();
            same(story, "stitched to", owner.isEmpty() ? List.of() : List.of(owner), users);
        }
        same(story, "destinations", ends.size(), story.get("standings").size());
        ends.forEach(end -> destination(story, end));
        same(
                story,
                "dead letters",
                (int) ends.stream().filter(end -> !end.stage().isEmpty()).count(),
                moments(story, "DEAD_LETTER").size());
        same(story, "payload is there", false, text(story, "payload").isEmpty());
    }

    private void destination(JsonNode story, End end) {
        List<List<String>> standings = stream(story.get("standings"))
                .filter(standing -> text(standing, "destination_id").equals(end.destination()))
                .map(one -> List.of(text(one, "state"), text(one, "reason"), text(one, "detail"), text(one, "rows")))
                .toList();
        same(
                story,
                end.destination(),
                List.of(List.of(end.state(), end.reason(), end.detail(), Integer.toString(end.rows()))),
                standings);
        if (end.stage().isEmpty()) {
            return;
        }
        List<JsonNode> letters = moments(story, "DEAD_LETTER").stream()
                .map(moment -> moment.get("row"))
                .filter(letter -> text(letter, "destination_id").equals(end.destination()))
                .toList();
        same(
                story,
                "dead letter of " + end.destination(),
                List.of(List.of(end.stage(), end.reason(), end.field(), end.function())),
                letters.stream()
                        .map(letter -> List.of(
                                text(letter, "stage"),
                                text(letter, "reason"),
                                text(letter, "field"),
                                text(letter, "function_id")))
                        .toList());
        boolean byFunction = !end.function().isEmpty();
        letters.forEach(letter ->
                same(story, "version", byFunction, text(letter, "error").contains("version " + Places.VERSION)));
    }

    private void same(JsonNode story, String what, Object known, Object told) {
        if (!known.equals(told)) {
            wrong.add("%s: known %s, told %s; %s".formatted(what, known, told, story));
        }
    }

    private static List<JsonNode> moments(JsonNode story, String kind) {
        return stream(story.get("moments"))
                .filter(moment -> text(moment, "kind").equals(kind))
                .toList();
    }

    private static List<String> origins(List<JsonNode> moments) {
        return moments.stream().map(moment -> text(moment.get("row"), "origin")).toList();
    }

    private static List<String> texts(JsonNode array, String name) {
        return stream(array).map(one -> text(one, name)).toList();
    }

    private static String text(JsonNode object, String name) {
        return object.path(name).asText("");
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
