package dev.cdp.local.upgrade;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks ClickHouse whether anything was lost or doubled. */
record Ledger(Addresses addresses) {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String UNKNOWN_TABLE = "UNKNOWN_TABLE";

    Finding look() {
        try {
            HttpResponse<String> answer = ask("SELECT kind, count() FROM ledger_imbalance GROUP BY kind FORMAT TSV");
            if (answer.statusCode() != 200 && answer.body().contains(UNKNOWN_TABLE)) {
                return Finding.well("ledger", "this installation is from before it");
            }
            if (answer.statusCode() != 200) {
                return new Finding("ledger", answer.body().strip(), "mend ClickHouse");
            }
            return answer.body().isBlank()
                    ? Finding.well("ledger", "balances: ledger_imbalance is empty")
                    : new Finding(
                            "ledger",
                            "ledger_imbalance lists "
                                    + answer.body().strip().replace('\t', ' ').replace("\n", ", "),
                            "see what it is (SELECT * FROM ledger_imbalance; make why id=...), as after the upgrade nobody"
                                    + " can tell what it has caused; or give --unbalanced");
        } catch (IOException e) {
            return new Finding("ledger", "ClickHouse does not answer: " + e, "start it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finding("ledger", "interrupted", "call again");
        }
    }

    private HttpResponse<String> ask(String sql) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(addresses.get("CDP_CLICKHOUSE_URL")))
                .timeout(TIMEOUT)
                // The view of earlier versions stands on others in the same database without naming it.
                .header("X-ClickHouse-Database", "cdp")
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        if (!addresses.get("CDP_CLICKHOUSE_USER").isEmpty()) {
            request.header("X-ClickHouse-User", addresses.get("CDP_CLICKHOUSE_USER"))
                    .header("X-ClickHouse-Key", addresses.get("CDP_CLICKHOUSE_PASSWORD"));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
