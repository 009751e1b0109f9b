package dev.cdp.flink.replay;

import static dev.cdp.flink.connector.clickhouse.ClickHouseStatements.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code replays}. Who asks for a replay writes its row and then submits the job with the replay's id: so what
 * a replay was stays to be read, and the code of an older version of a function, which only PostgreSQL keeps, comes to
 * the job without standing among its arguments.
 */
public final class Replays {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClickHouseStatements server;

    public Replays(ClickHouseStatements server) {
        this.server = server;
    }

    /**
     * What was asked for under this id.
     *
     * @throws MalformedRecordException when a function can't be read
     */
    public Optional<ReplayRequest> find(String id) throws IOException, InterruptedException {
        List<List<String>> rows = server.select(
                "SELECT workspace_id, toUnixTimestamp64Milli(received_from), toUnixTimestamp64Milli(received_to), functions"
                        + " FROM replays FINAL WHERE replay_id = " + text(id),
                Map.of());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> row = rows.get(0);
        return Optional.of(new ReplayRequest(
                id, row.get(0), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)), functions(row.get(3))));
    }

    private static List<FunctionConfig> functions(String json) throws IOException {
        List<FunctionConfig> functions = new ArrayList<>();
        for (JsonNode function : JSON.readTree(json.isEmpty() ? "[]" : json)) {
            functions.add(
                    (FunctionConfig) ConfigRecordCodec.read(function.toString().getBytes(StandardCharsets.UTF_8)));
        }
        return functions;
    }

    /** Says how much there is to read. */
    public void planned(String id, ArchivePlan plan) throws IOException, InterruptedException {
        server.execute(
                "cdp-replay-" + id + "-planned",
                "INSERT INTO replays SELECT * REPLACE (version + 1 AS version, %d AS chunks, %d AS records,"
                                .formatted(plan.chunks(), plan.records())
                        + " 'running' AS state) FROM replays FINAL WHERE replay_id = " + text(id),
                Map.of());
    }
}
