package dev.cdp.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A server with the database `cdp`; user `default`, no password. */
public final class ClickHouseService implements TestService {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ServiceControl control;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Path> applied = new HashSet<>();

    ClickHouseService(ServiceControl control, String url) {
        this.control = control;
        this.url = url;
    }

    @Override
    public ServiceControl control() {
        return control;
    }

    /** http://host:port, without a path. */
    public String url() {
        return url;
    }

    /**
     * Runs one statement in the database `cdp` over HTTP.
     *
     * @return the answer in the statement's FORMAT (TabSeparated without one), without the last line break
     * @throws TestServiceException with the server's message
     */
    public String query(String sql) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/?database=cdp"))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new TestServiceException(answer.body().strip() + "\nin: " + sql);
            }
            return answer.body().stripTrailing();
        } catch (IOException e) {
            throw new TestServiceException("ClickHouse did not answer: " + sql, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServiceException("interrupted while querying", e);
        }
    }

    /** Applies the files of deploy/migrations/clickhouse that this server has not had yet, in order. */
    public synchronized void migrate() {
        for (Migration migration : Migration.all("clickhouse")) {
            if (!applied.contains(migration.file())) {
                SqlScript.statements(migration.sql()).forEach(this::query);
                applied.add(migration.file());
            }
        }
    }
}
