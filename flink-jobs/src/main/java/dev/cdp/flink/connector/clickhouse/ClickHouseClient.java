package dev.cdp.flink.connector.clickhouse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Speaks ClickHouse's HTTP interface. Each call can be interrupted. It repeats nothing by itself: the JDK's client
 * does not send a POST twice either, unless {@code jdk.httpclient.enableAllMethodRetry} is set.
 *
 * <p>Every call throws {@link ClickHouseException} when the server refuses, and another {@link IOException} when it
 * can't be told whether the server has done what was asked. May be used by several threads.
 */
final class ClickHouseClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration QUERY_TIMEOUT = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_MESSAGE = 2_000;

    private final ClickHouseConnection connection;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    ClickHouseClient(ClickHouseConnection connection) {
        this.connection = connection;
    }

    /** A name in SQL. */
    static String quote(String name) {
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }

    /** @param parameters values of {@code {name:Type}} in the text */
    List<List<String>> select(String sql, Map<String, String> parameters) throws IOException, InterruptedException {
        return select(sql, parameters, Map.of());
    }

    List<List<String>> select(String sql, Map<String, String> parameters, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(settings);
        parameters.forEach((name, value) -> query.put("param_" + name, value));
        query.put("query", sql + " FORMAT JSONCompactStringsEachRow");
        return rows(post(query, QUERY_TIMEOUT, new byte[0], ""));
    }

    /** Reads JSONCompactStringsEachRow. */
    static List<List<String>> rows(String answer) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : answer.lines().toList()) {
            rows.add(JSON.readValue(line, new TypeReference<List<String>>() {}));
        }
        return rows;
    }

    /** Runs a statement that may be too long for the request's address; returns the answer in its FORMAT. */
    String run(String sql, Map<String, String> settings, Duration timeout) throws IOException, InterruptedException {
        return post(settings, timeout, sql.getBytes(StandardCharsets.UTF_8), "");
    }

    void execute(String sql) throws IOException, InterruptedException {
        post(Map.of("query", sql), QUERY_TIMEOUT, new byte[0], "");
    }

    /** @param body compressed data; its length is declared, so that a cut one is refused as a whole */
    void insert(String sql, String queryId, Map<String, String> settings, byte[] body, Duration timeout)
            throws IOException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(settings);
        query.put("query_id", queryId);
        query.put("query", sql);
        post(query, timeout, body, "lz4");
    }

    private String post(Map<String, String> query, Duration timeout, byte[] body, String encoding)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(connection.url() + "/?" + encode(query)))
                .timeout(timeout)
                .header("X-ClickHouse-User", connection.user())
                .header("X-ClickHouse-Key", connection.password())
                .POST(BodyPublishers.ofByteArray(body));
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        int code = Integer.parseInt(
                response.headers().firstValue("X-ClickHouse-Exception-Code").orElse("0"));
        if (response.statusCode() != 200 || code != ClickHouseException.NO_CODE) {
            throw new ClickHouseException(response.statusCode(), code, message(response));
        }
        return response.body();
    }

    private static String message(HttpResponse<String> response) {
        String body = response.body().strip();
        String text = body.isEmpty() ? "HTTP " + response.statusCode() : body;
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }

    private String encode(Map<String, String> query) {
        Map<String, String> all = new LinkedHashMap<>(query);
        all.put("database", connection.database());
        // The answer's status then stands for the whole query, not for its beginning.
        all.put("wait_end_of_query", "1");
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
