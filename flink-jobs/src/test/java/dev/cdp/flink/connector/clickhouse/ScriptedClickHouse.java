package dev.cdp.flink.connector.clickhouse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server that answers as told, for what a real one can't be forced into. It expects exactly the steps of its
 * script, in order; questions about its settings are answered aside.
 */
final class ScriptedClickHouse implements AutoCloseable {

    /** What was asked, in the words of the protocol. */
    record Step(String kind, String queryId, String token) {}

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private record Expected(String kind, Answer answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Expected> script = new ArrayDeque<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private Map<String, String> lastInsert = Map.of();

    ScriptedClickHouse() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    ClickHouseConnection connection() {
        return new ClickHouseConnection(
                "http://127.0.0.1:" + server.getAddress().getPort(), "cdp", "default", "");
    }

    ScriptedClickHouse insertSucceeds() {
        return expect("insert", 200, "0", "");
    }

    ScriptedClickHouse insertFails(int code, String message) {
        return expect("insert", 500, Integer.toString(code), message);
    }

    /** As a server does that notices an error after it has begun its answer. */
    ScriptedClickHouse insertFailsBehind200(int code) {
        return expect("insert", 200, Integer.toString(code), "Code: " + code);
    }

    /** The connection is cut after the request was read. */
    ScriptedClickHouse insertAnswerIsLost() {
        return expect("insert", HttpExchange::close);
    }

    ScriptedClickHouse killFinds() {
        return expect("kill", 200, "0", "");
    }

    ScriptedClickHouse lookFinds(boolean rows) {
        return expect("look", 200, "0", rows ? "[\"1\"]\n" : "");
    }

    private ScriptedClickHouse expect(String kind, int status, String code, String body) {
        return expect(kind, exchange -> {
            if (!code.equals("0")) {
                exchange.getResponseHeaders().add("X-ClickHouse-Exception-Code", code);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private synchronized ScriptedClickHouse expect(String kind, Answer answer) {
        script.add(new Expected(kind, answer));
        return this;
    }

    synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    synchronized List<String> kinds() {
        return steps.stream().map(Step::kind).toList();
    }

    /** The settings of the last insert. */
    synchronized Map<String, String> lastInsert() {
        return lastInsert;
    }

    /** Whether all happened that was expected, and nothing else. */
    synchronized List<String> deviations() {
        List<String> all = new ArrayList<>(surprises);
        script.forEach(expected -> all.add("missing: " + expected.kind()));
        return all;
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        Map<String, String> query = parse(exchange.getRequestURI().getRawQuery());
        String sql = query.get("query");
        if (sql.contains("system.settings")) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        next(sql, query).give(exchange);
    }

    private synchronized Answer next(String sql, Map<String, String> query) {
        String kind = sql.startsWith("INSERT") ? "insert" : sql.startsWith("KILL") ? "kill" : "look";
        steps.add(new Step(
                kind, query.getOrDefault("query_id", ""), query.getOrDefault("insert_deduplication_token", "")));
        if (kind.equals("insert")) {
            lastInsert = query;
        }
        Expected expected = script.poll();
        if (expected == null || !expected.kind().equals(kind)) {
            surprises.add("got " + kind + ", expected " + (expected == null ? "nothing" : expected.kind()));
            return HttpExchange::close;
        }
        return expected.answer();
    }

    private static Map<String, String> parse(String rawQuery) {
        Map<String, String> query = new HashMap<>();
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
