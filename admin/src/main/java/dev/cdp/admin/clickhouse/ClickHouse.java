package dev.cdp.admin.clickhouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.error.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * ClickHouse's HTTP interface. Values go to the server as parameters, {@code {name:Type}} in the query, so none can
 * change it; in a query the server is told that nothing may be written.
 */
public final class ClickHouse {
    /**
     * Ends a query with FINAL whose condition holds for all versions of a row or for none: an index may leave out what
     * does not match. Else the server reads all granules of about the same keys again, in search of other versions.
     */
    public static final String VERSIONS_MATCH_ALIKE = " SETTINGS use_skip_indexes_if_final_exact_mode = 0";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "cdp";
    /** Nothing is written; settings may be given. */
    private static final String READ_ONLY = "2";

    private static final String WRITABLE = "0";
    /** Of ours, which pages of events with their payloads are the largest of. */
    private static final int OUR_ANSWER_BYTES = 256 << 20;

    /** What a server says only if it is a ClickHouse. Another one's answer is shown to nobody. */
    private static final String EXCEPTION_CODE = "X-ClickHouse-Exception-Code";

    private static final Duration READING = Duration.ofSeconds(5);

    private final String url;
    private final String database;
    private final String user;
    private final String password;
    private final Duration timeout;
    private final int answerBytes;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    /** The product's own database. */
    public ClickHouse(String url, String user, String password, Duration timeout) {
        this(url, OURS, user, password, timeout, OUR_ANSWER_BYTES);
    }

    /**
     * Another database.
     *
     * @param url http or https, host and port
     * @param database where unqualified names are looked for; it must be there
     * @param answerBytes of the longest answer that is read
     */
    public ClickHouse(String url, String database, String user, String password, Duration timeout, int answerBytes) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.database = database;
        this.user = user;
        this.password = password;
        this.timeout = timeout;
        this.answerBytes = answerBytes;
    }

    /**
     * Runs a SELECT.
     *
     * @return a JSON object for each row; 64-bit numbers are numbers
     * @throws Problem when it does not answer in time, or refuses
     */
    public List<JsonNode> query(String sql, Map<String, String> parameters) {
        return ask(sql, parameters, READ_ONLY);
    }

    /**
     * Runs a statement that may change something.
     *
     * @return what it answers, as {@link #query} does
     * @throws Problem when it does not answer in time, or refuses
     */
    public List<JsonNode> execute(String sql) {
        return ask(sql, Map.of(), WRITABLE);
    }

    private List<JsonNode> ask(String sql, Map<String, String> parameters, String readOnly) {
        HttpResponse<String> answer = send(sql, parameters, readOnly);
        if (answer.statusCode() != 200) {
            boolean isClickHouse = answer.headers().firstValue(EXCEPTION_CODE).isPresent();
            throw Problem.unavailable(
                    "ClickHouse refuses the query",
                    new IOException(
                            isClickHouse
                                    ? answer.body().strip()
                                    : "it answers " + answer.statusCode() + ", not as a ClickHouse does"));
        }
        List<JsonNode> rows = new ArrayList<>();
        answer.body().lines().filter(line -> !line.isEmpty()).forEach(line -> rows.add(read(line)));
        return rows;
    }

    private HttpResponse<String> send(String sql, Map<String, String> parameters, String readOnly) {
        StringBuilder query = new StringBuilder("/?database=")
                .append(escape(database))
                .append("&readonly=")
                .append(readOnly)
                .append("&default_format=JSONEachRow&output_format_json_quote_64bit_integers=0")
                .append("&date_time_output_format=iso&max_execution_time=")
                .append(timeout.toSeconds());
        parameters.forEach((name, value) ->
                query.append("&param_").append(name).append('=').append(escape(value)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + query))
                .timeout(timeout.plusSeconds(1))
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        // The request's own time-out ends with the head of the answer: a body may take for ever.
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, head -> new LimitedText(answerBytes));
        try {
            return answer.get(timeout.plus(READING).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw Problem.unavailable("ClickHouse does not answer: try again", new IOException("it takes too long"));
        } catch (ExecutionException e) {
            throw Problem.unavailable("ClickHouse does not answer: try again", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while asking ClickHouse", e);
        }
    }

    /** Parameters are read in the form of TabSeparated values, where a backslash escapes. */
    private static String escape(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
        return URLEncoder.encode(escaped, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // Not why: that would quote it.
            throw Problem.unavailable("ClickHouse answers what can't be read", new IOException("it is no JSON"));
        }
    }
}
