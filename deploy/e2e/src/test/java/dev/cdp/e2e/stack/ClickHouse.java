package dev.cdp.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the database {@code cdp} over HTTP, as anybody else would: nothing of the sink's code is used. */
public final class ClickHouse {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI uri;

    ClickHouse(String url) {
        // Date-times in ISO 8601 and numbers as numbers, so that they compare with what was sent.
        this.uri = URI.create(url + "/?database=cdp&default_format=JSONEachRow&date_time_output_format=iso"
                + "&output_format_json_quote_64bit_integers=0&output_format_json_named_tuples_as_objects=1");
    }

    /** The rows of a query, each an object. */
    public List<JsonNode> rows(String sql) {
        return execute(sql)
                .lines()
                .filter(line -> !line.isBlank())
                .map(Json::parse)
                .toList();
    }

    /** The one value of a query whose row has one column named {@code n}. */
    public long number(String sql) {
        return rows(sql).get(0).get("n").asLong();
    }

    /** Runs a statement; an error is thrown with the server's words. */
    public String execute(String sql) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(sql + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A SQL list of string literals, {@code ('a','b')}. */
    public static String list(Collection<String> values) {
        return values.stream().map(ClickHouse::quote).collect(Collectors.joining(",", "(", ")"));
    }

    public static String quote(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
