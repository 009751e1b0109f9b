package dev.cdp.e2e.million;

import dev.cdp.e2e.stack.ClickHouse;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one sender has sent, as rows of {@link #TABLE} in a file until all is over: the servers may be dead meanwhile. */
final class SentLog implements AutoCloseable {
    static final String TABLE = "million_sends";
    private static final String COLUMNS = "event_id UUID, workspace_id LowCardinality(String), source_id"
            + " LowCardinality(String), message_id String, anonymous_id String, user_id String, fate"
            + " LowCardinality(String), doubt UInt16, tried_at DateTime64(3, 'UTC'), answered_at DateTime64(3, 'UTC')";
    private static final int LINES_AT_ONCE = 50_000;

    private final Path file;
    private final BufferedWriter out;

    SentLog(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        this.out = Files.newBufferedWriter(file);
    }

    /**
     * Adds the events of a batch.
     *
     * @param doubt how often it was sent without an answer: each time it may have been accepted
     * @param triedAt epoch milliseconds, before the first try
     * @param answeredAt epoch milliseconds, after the answer
     */
    void add(Generator.Batch batch, Places.Where where, int doubt, long triedAt, long answeredAt) throws IOException {
        for (Planned event : batch.events()) {
            out.write(String.join(
                    "\t",
                    event.id(where).toString(),
                    where.workspace(),
                    where.source(),
                    event.messageId(),
                    event.anonymousId(),
                    event.userId(),
                    event.fate().name(),
                    Integer.toString(doubt),
                    seconds(triedAt),
                    seconds(answeredAt)));
            out.write('\n');
        }
    }

    private static String seconds(long millis) {
        return "%d.%03d".formatted(millis / 1_000, millis % 1_000);
    }

    static void makeTable(ClickHouse clickhouse) {
        clickhouse.execute("CREATE TABLE " + TABLE + " (" + COLUMNS + ") ENGINE = MergeTree ORDER BY event_id");
    }

    /** Writes it to the table. */
    void load(ClickHouse clickhouse) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            StringBuilder some = new StringBuilder();
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                some.append(line).append('\n');
                if (++count % LINES_AT_ONCE == 0) {
                    insert(clickhouse, some);
                }
            }
            insert(clickhouse, some);
        }
    }

    private static void insert(ClickHouse clickhouse, StringBuilder lines) {
        if (!lines.isEmpty()) {
            clickhouse.execute("INSERT INTO " + TABLE + " FORMAT TSV\n" + lines);
            lines.setLength(0);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
