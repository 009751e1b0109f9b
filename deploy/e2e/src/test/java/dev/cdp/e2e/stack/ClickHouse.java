package dev.cdp.e2e.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the database {@code cdp} over HTTP, as anybody else would: nothing of the sink's code is used. */
public final class ClickHouse {
    private final Http http = new Http();
    private final URI uri;
    private final Duration patience;

    ClickHouse(String url) {
        // Date-times in ISO 8601 and numbers as numbers, so that they compare with what was sent.
        this.uri = URI.create(url + "/?database=cdp&default_format=JSONEachRow&date_time_output_format=iso"
                + "&output_format_json_quote_64bit_integers=0&output_format_json_named_tuples_as_objects=1");
        this.patience = Duration.ofSeconds(30);
    }

    private ClickHouse(URI uri, Duration patience) {
        this.uri = uri;
        this.patience = patience;
    }

    /** The same for statements that take longer than half a minute. */
    public ClickHouse withPatience(Duration longer) {
        return new ClickHouse(uri, longer);
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
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(sql)), patience);
        if (answer.statusCode() != 200) {
            throw new UncheckedIOException(new IOException(sql + ": " + answer.statusCode() + " " + answer.body()));
        }
        return answer.body();
    }

    /** A SQL list of string literals, {@code ('a','b')}. */
    public static String list(Collection<String> values) {
        return values.stream().map(ClickHouse::quote).collect(Collectors.joining(",", "(", ")"));
    }

    public static String quote(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
