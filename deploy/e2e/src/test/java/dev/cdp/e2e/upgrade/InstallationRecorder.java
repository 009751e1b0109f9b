package dev.cdp.e2e.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Makes a recorded installation out of a stack that has just been brought up with empty data, by whatever version, and
 * ends it: sends it events, stops each job with a savepoint at another point of their way, and leaves the last ones in
 * the collector's journal. Arguments: the stack's home, and the folder to write. What is written is read by
 * {@link RecordedInstallation}; a recorded one is never changed. It knows no class of the product, so that it can be run
 * beside an older one; it must have been started with {@code CDP_WAREHOUSE_PASSWORD=cdp}.
 */
final class InstallationRecorder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VISITORS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String FUNCTION = "export default (event) => {"
            + " if (event.properties && event.properties.price === 13) throw new Error('unlucky');"
            + " event.properties = { ...event.properties, cleaned: true }; return event }";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path home;
    private final Path target;
    private final Map<String, String> env = new HashMap<>();
    private final Map<String, List<String>> sent = new TreeMap<>();
    private final ObjectNode about = JSON.createObjectNode();
    private String cookie = "";
    private String csrf = "";

    private InstallationRecorder(Path home, Path target) throws IOException {
        this.home = home;
        this.target = Files.createDirectories(target);
        for (String line : Files.readAllLines(home.resolve("env"))) {
            String[] pair = line.replaceFirst("^export ", "").split("=", 2);
            env.put(pair[0], pair[1].replaceAll("^'|'$", ""));
        }
    }

    public static void main(String[] arguments) throws Exception {
        new InstallationRecorder(
                        Path.of(arguments[0]).toAbsolutePath(),
                        Path.of(arguments[1]).toAbsolutePath())
                .record();
    }

    private void record() throws Exception {
        try (TopicsRecorder topics = new TopicsRecorder(env.get("CDP_KAFKA_BOOTSTRAP"))) {
            record(topics);
        }
    }

    private void record(TopicsRecorder topics) throws Exception {
        configure();
        String warehouse = about.path("warehouseJob").asText();
        await("four jobs", () -> running().size() == 4);

        // Before the first event: in 2026-11-24 no job of a warehouse could connect to it.
        stop(warehouse);

        deliver();
        stop("cdp-delivery-clickhouse");

        send("processed", false);
        awaitEvents("events_raw", "processed", VISITORS);
        await("all is read", () -> topics.hasRead("cdp-processing"));
        stop("cdp-processing");
        stop("cdp-archive");

        send("ingested", false);
        send("delivered", false); // what it has seen
        send("refused", true);
        topics.awaitIdle();

        about.put(
                "postgres", TablesRecorder.record(env.get("CDP_POSTGRES_JDBC_URL"), target.resolve("postgres.jsonl")));
        about.put(
                "warehouse",
                TablesRecorder.record(env.get("CDP_WAREHOUSE_JDBC_URL"), target.resolve("warehouse.jsonl")));
        recordClickHouse();
        topics.record(about, target.resolve("topics.jsonl"));
        kill("supervisor");
        kill("kafka");
        send("journalled", false);
        kill("collector");
        copy(home.resolve("data/collector"), target.resolve("collector"));
        copy(home.resolve("data/keys"), target.resolve("keys"));
        about.set("sent", JSON.valueToTree(sent));
        about.put("visitors", VISITORS);
        write("about.json", about.toPrettyString());
        System.out.println("recorded in " + target);
    }

    private void configure() throws Exception {
        admin(
                "POST",
                "/api/v1/session",
                Map.of("email", env.get("CDP_ADMIN_EMAIL"), "password", env.get("CDP_ADMIN_PASSWORD")));
        String workspace = "/api/v1/workspaces/demo";
        String function = admin("POST", workspace + "/functions", Map.of("name", "clean", "code", FUNCTION))
                .path("id")
                .asText();
        // Jobs of that time log in with CDP_WAREHOUSE_PASSWORD, later ones with the secret.
        String url = env.get("CDP_WAREHOUSE_JDBC_URL").replaceFirst("\\?.*", "");
        about.put("warehouseUrl", url);
        admin("PUT", workspace + "/secrets/WAREHOUSE", Map.of("value", "cdp"));
        String destination = admin(
                        "POST",
                        workspace + "/destinations",
                        Map.of(
                                "name",
                                "Warehouse",
                                "type",
                                "postgresql",
                                "settings",
                                Map.of("url", url, "user", "cdp", "password", "secret:WAREHOUSE", "table", "visits")))
                .path("id")
                .asText();
        admin(
                "POST",
                workspace + "/connections",
                Map.of("source_id", "shop", "destination_id", destination, "function_ids", List.of(function)));
        about.put("warehouseJob", "cdp-delivery-demo/" + destination).put("destination", destination);
    }

    /** Anonymous events, an identify, one that the function will not like, and repeats: all delivered. */
    private void deliver() throws Exception {
        send("before", false);
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            post("/v1/identify", event("identified", visitor).put("userId", "user-" + visitor), 200);
        }
        send("delivered", false);
        ObjectNode unlucky = event("unlucky", 0).put("event", "Viewed");
        unlucky.putObject("properties").put("price", 13);
        post("/v1/track", unlucky, 200);
        send("delivered", false);
        send("rejected", true);
        awaitEvents("events", "before", VISITORS);
        awaitEvents("events", "identified", VISITORS);
        awaitEvents("events", "delivered", VISITORS);
        await("the earlier events' users", () -> clickHouse("SELECT count() FROM events FINAL WHERE user_id != ''"
                        + " AND startsWith(message_id, 'before-')")
                .strip()
                .equals(Integer.toString(VISITORS)));
        await(
                "duplicates",
                () -> Long.parseLong(clickHouse("SELECT count() FROM outcomes FINAL WHERE state = 'duplicate'")
                                .strip())
                        >= VISITORS);
        await(
                "dead letters",
                () -> Long.parseLong(clickHouse("SELECT uniqExact(message_id) FROM dead_letters")
                                .strip())
                        >= VISITORS);
    }

    /** One event of each visitor, of whom only the anonymous id is known. */
    private void send(String kind, boolean wrong) throws Exception {
        for (int visitor = 0; visitor < VISITORS; visitor++) {
            ObjectNode event = event(kind, visitor).put("event", "Viewed");
            if (wrong) {
                event.putObject("properties").put("price", "a text");
            } else {
                event.putObject("properties").put("price", 20 + visitor);
            }
            post("/v1/track", event, wrong ? 400 : 200);
        }
    }

    private ObjectNode event(String kind, int visitor) {
        String id = kind + '-' + visitor;
        List<String> ids = sent.computeIfAbsent(kind, none -> new ArrayList<>());
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return JSON.createObjectNode().put("messageId", id).put("anonymousId", "anon-" + visitor);
    }

    private void post(String path, ObjectNode event, int expected) throws Exception {
        String key =
                Base64.getEncoder().encodeToString((env.get("CDP_WRITE_KEY") + ":").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(env.get("CDP_COLLECTOR_URL") + path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Basic " + key)
                        .POST(HttpRequest.BodyPublishers.ofString(event.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body() + " to " + event);
        }
    }

    private JsonNode admin(String method, String path, Object body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(env.get("CDP_ADMIN_URL") + path))
                        .header("Content-Type", "application/json")
                        .header("Cookie", cookie)
                        .header("X-CSRF-Token", csrf)
                        .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        JsonNode json = JSON.readTree(answer.body());
        answer.headers().firstValue("set-cookie").ifPresent(value -> cookie = value.split(";", 2)[0]);
        csrf = json.path("csrf_token").asText(csrf);
        return json;
    }

    private void awaitEvents(String table, String kind, int expected) throws Exception {
        await(kind + " in " + table, () -> clickHouse(
                        "SELECT uniqExact(message_id) FROM " + table + " WHERE startsWith(message_id, '" + kind + "-')")
                .strip()
                .equals(Integer.toString(expected)));
    }

    private String clickHouse(String sql) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(env.get("CDP_CLICKHOUSE_URL") + "/?database=cdp"))
                        .POST(HttpRequest.BodyPublishers.ofString(sql))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(sql + ": " + answer.body());
        }
        return answer.body();
    }

    private Map<String, String> running() throws Exception {
        Map<String, String> running = new HashMap<>();
        for (JsonNode job : flink("GET", "/jobs/overview", null).path("jobs")) {
            JsonNode tasks = job.path("tasks");
            if (job.path("state").asText().equals("RUNNING")
                    && tasks.path("running").asInt() == tasks.path("total").asInt()) {
                running.put(job.path("name").asText(), job.path("jid").asText());
            }
        }
        return running;
    }

    private void stop(String name) throws Exception {
        String id = running().get(name);
        Path savepoints = target.resolve("savepoints").resolve(name.replace('/', '_'));
        String trigger = flink("POST", "/jobs/" + id + "/stop", "{\"targetDirectory\":\"" + savepoints.toUri() + "\"}")
                .path("request-id")
                .asText();
        await("savepoint of " + name, () -> flink("GET", "/jobs/" + id + "/savepoints/" + trigger, null)
                .at("/status/id")
                .asText()
                .equals("COMPLETED"));
        Path made = Path.of(URI.create(flink("GET", "/jobs/" + id + "/savepoints/" + trigger, null)
                .at("/operation/location")
                .asText()));
        Path flat = savepoints.resolveSibling(savepoints.getFileName() + ".tmp");
        Files.move(made, flat);
        Files.delete(savepoints);
        Files.move(flat, savepoints);
        forgetPlace(savepoints.resolve("_metadata"));
    }

    /** Names of what lies within the file begin with where it was written; they only have to differ. */
    private void forgetPlace(Path metadata) throws IOException {
        String place = target.toAbsolutePath().toString();
        String text = Files.readString(metadata, StandardCharsets.ISO_8859_1);
        Files.writeString(metadata, text.replace(place, "x".repeat(place.length())), StandardCharsets.ISO_8859_1);
    }

    private JsonNode flink(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(env.get("CDP_FLINK_URL") + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    private void recordClickHouse() throws Exception {
        Path folder = Files.createDirectories(target.resolve("clickhouse"));
        String tables = clickHouse("SELECT name FROM system.tables WHERE database = 'cdp' AND engine LIKE '%MergeTree'"
                + " AND NOT startsWith(name, '.') AND name != 'schema_history' ORDER BY name FORMAT TSV");
        for (String table : tables.lines().toList()) {
            String rows = clickHouse("SELECT * FROM " + table + " FORMAT JSONEachRow");
            if (!rows.isBlank()) {
                Files.writeString(folder.resolve(table + ".jsonl"), rows);
            }
        }
        about.put(
                "clickhouse",
                clickHouse("SELECT max(version) FROM schema_history WHERE success FORMAT TSV")
                        .strip());
    }

    private void kill(String component) throws Exception {
        long pid = JSON.readTree(
                        home.resolve("run").resolve(component + ".json").toFile())
                .path("pid")
                .asLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(target.resolve(name), text + "\n");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        System.out.println("waiting for: " + what);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not seen: " + what);
            }
            Thread.sleep(300);
        }
    }
}
