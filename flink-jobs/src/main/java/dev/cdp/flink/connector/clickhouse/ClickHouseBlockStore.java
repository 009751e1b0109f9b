package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A ClickHouse server as the store of blocks. */
final class ClickHouseBlockStore implements BlockStore {
    private final ClickHouseClient client;
    private final String database;
    private final Duration insertTimeout;
    private volatile Map<String, String> insertSettings;

    ClickHouseBlockStore(ClickHouseClient client, String database, Duration insertTimeout) {
        this.client = client;
        this.database = database;
        this.insertTimeout = insertTimeout;
    }

    @Override
    public void insert(ClickHouseCommittable block, String token) throws IOException, InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>(insertSettings());
        settings.putAll(block.format().settings());
        settings.put("insert_deduplication_token", token);
        client.insert(
                "INSERT INTO " + tableName(block) + " FORMAT " + block.format().sql(),
                block.insertId(),
                settings,
                block.payload(),
                insertTimeout);
    }

    @Override
    public void stop(ClickHouseCommittable block) throws IOException, InterruptedException {
        client.execute("KILL QUERY WHERE query_id = '" + block.insertId() + "' SYNC");
    }

    /** One row is enough: a part is there as a whole, or not at all. */
    @Override
    public boolean contains(ClickHouseCommittable block) throws IOException, InterruptedException {
        return !client.select(
                        "SELECT 1 FROM " + tableName(block)
                                + " WHERE _partition_id = {partition:String} AND _block = {block:UInt64} LIMIT 1",
                        Map.of("partition", block.partitionId(), "block", Long.toUnsignedString(block.blockId())),
                        InsertSettings.LOOK)
                .isEmpty();
    }

    private String tableName(ClickHouseCommittable block) {
        return ClickHouseClient.quote(database) + "." + ClickHouseClient.quote(block.table());
    }

    private Map<String, String> insertSettings() throws IOException, InterruptedException {
        Map<String, String> settings = insertSettings;
        if (settings == null) {
            settings = new LinkedHashMap<>(InsertSettings.INSERT);
            Set<String> known = knownOf(InsertSettings.INSERT_IF_KNOWN.keySet());
            for (Map.Entry<String, String> setting : InsertSettings.INSERT_IF_KNOWN.entrySet()) {
                if (known.contains(setting.getKey())) {
                    settings.put(setting.getKey(), setting.getValue());
                }
            }
            insertSettings = settings;
        }
        return settings;
    }

    private Set<String> knownOf(Set<String> names) throws IOException, InterruptedException {
        String list = names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        List<List<String>> rows =
                client.select("SELECT name FROM system.settings WHERE name IN (" + list + ")", Map.of());
        return rows.stream().map(row -> row.get(0)).collect(Collectors.toSet());
    }
}
