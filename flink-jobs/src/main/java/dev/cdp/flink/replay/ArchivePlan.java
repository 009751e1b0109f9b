package dev.cdp.flink.replay;

import static dev.cdp.flink.connector.clickhouse.ClickHouseStatements.text;

import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Cuts the archive into chunks that fit into memory: of each day, which is a partition, and workspace as many as its
 * records ask for. A chunk is a range of event ids, which are hashes, so that all are about as large, and which
 * {@code events_raw} is sorted by, so that none reads what is another's.
 */
public final class ArchivePlan implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long RECORDS_A_CHUNK = 5_000;
    private static final long BYTES_A_CHUNK = 8L << 20;

    private final ArrayList<Stretch> stretches;

    /**
     * The records of one workspace and day.
     *
     * @param day as yyyymmdd
     * @param first number of its first chunk
     */
    record Stretch(int day, String workspaceId, long records, long first, long chunks) implements Serializable {}

    /**
     * What is read at once.
     *
     * @param number from 0
     * @param day of received_at, as yyyymmdd
     * @param lower id that none is below; empty: no bound
     * @param upper id that all are below; empty: no bound
     */
    record Chunk(long number, int day, String workspaceId, String lower, String upper) {}

    private ArchivePlan(List<Stretch> stretches) {
        this.stretches = new ArrayList<>(stretches);
    }

    /** Counts what the archive has of it now. */
    public static ArchivePlan of(ReplayRequest request, ClickHouseStatements server)
            throws IOException, InterruptedException {
        String sql =
                "SELECT toYYYYMMDD(received_at) AS day, workspace_id, count(), sum(length(payload)) FROM events_raw"
                        + " WHERE " + scope(request) + " GROUP BY day, workspace_id ORDER BY day, workspace_id";
        List<Stretch> stretches = new ArrayList<>();
        long first = 0;
        for (List<String> row : server.select(sql, Map.of())) {
            long records = Long.parseLong(row.get(2));
            long chunks = chunks(records, Long.parseLong(row.get(3)));
            stretches.add(new Stretch(Integer.parseInt(row.get(0)), row.get(1), records, first, chunks));
            first += chunks;
        }
        return new ArchivePlan(stretches);
    }

    private static String scope(ReplayRequest request) {
        return "received_at >= fromUnixTimestamp64Milli(%d) AND received_at < fromUnixTimestamp64Milli(%d)"
                        .formatted(request.from(), request.to())
                + (request.workspaceId().isEmpty() ? "" : " AND workspace_id = " + text(request.workspaceId()));
    }

    static long chunks(long records, long bytes) {
        return 1 + Math.max(records / RECORDS_A_CHUNK, bytes / BYTES_A_CHUNK);
    }

    /** How many chunks there are. */
    public long chunks() {
        return stretches.stream().mapToLong(Stretch::chunks).sum();
    }

    /** How many records they hold, repeats of one event among them. */
    public long records() {
        return stretches.stream().mapToLong(Stretch::records).sum();
    }

    Chunk chunk(long number) {
        Stretch stretch = stretches.stream()
                .filter(some -> number < some.first() + some.chunks())
                .findFirst()
                .orElseThrow();
        long slice = number - stretch.first();
        return new Chunk(
                number,
                stretch.day(),
                stretch.workspaceId(),
                slice == 0 ? "" : border(slice, stretch.chunks()),
                slice == stretch.chunks() - 1 ? "" : border(slice + 1, stretch.chunks()));
    }

    /**
     * Where a slice begins. ClickHouse orders UUIDs by their second half first; should it ever be the first, all is still
     * in one slice, and only in one.
     */
    private static String border(long slice, long slices) {
        long step = Long.divideUnsigned(-1L, slices);
        String hex = String.format("%016x", step * slice);
        return "00000000-0000-0000-" + hex.substring(0, 4) + "-" + hex.substring(4);
    }
}
