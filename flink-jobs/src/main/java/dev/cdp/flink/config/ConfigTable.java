package dev.cdp.flink.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic's records, the last of each key. One that can't be read changes nothing: the version before it stays. Not
 * safe for use by many threads.
 */
final class ConfigTable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigTable.class);

    private final Map<String, ConfigRecord> records = new HashMap<>();
    private final Set<String> neverRead = new HashSet<>();
    private long unreadable;
    private long wentBack;

    /**
     * Takes the topic's next record.
     *
     * @param value null or empty: a tombstone
     */
    void take(byte[] key, byte[] value) {
        String name = key == null ? "" : new String(key, UTF_8);
        if (value == null || value.length == 0) {
            neverRead.remove(name);
            records.remove(name);
            return;
        }
        try {
            ConfigRecord record = ConfigRecordCodec.read(value);
            if (!record.key().equals(name)) {
                throw new MalformedRecordException("id", "the record is that of " + record.key());
            }
            put(name, record);
        } catch (MalformedRecordException e) {
            refuse(name, e);
        }
    }

    private void put(String key, ConfigRecord record) {
        neverRead.remove(key);
        ConfigRecord before = records.put(key, record);
        if (before != null && before.version() > record.version()) {
            wentBack++;
            LOG.warn(
                    "{} goes back from version {} to {}, as after a restore of PostgreSQL; taken",
                    key,
                    before.version(),
                    record.version());
        }
    }

    private void refuse(String key, MalformedRecordException problem) {
        unreadable++;
        ConfigRecord before = records.get(key);
        if (before != null) {
            LOG.error(
                    "{} can't be read and is passed over, version {} stays in use: {}",
                    key,
                    before.version(),
                    problem.getMessage());
            return;
        }
        neverRead.add(key);
        LOG.error("{} can't be read, and no earlier version is known: {}", key, problem.getMessage());
    }

    /** All that has been taken so far; what is taken later does not show in it. */
    ConfigSnapshot snapshot() {
        Set<String> half = new HashSet<>();
        neverRead.forEach(key -> half.add(workspaceOf(key)));
        return new ConfigSnapshot(Map.copyOf(records), Set.copyOf(half));
    }

    /** Keys are {@code kind/workspace/id}; another one is of no workspace. */
    private static String workspaceOf(String key) {
        String[] parts = key.split("/", 3);
        return parts.length == 3 ? parts[1] : "";
    }

    /** Since the start. */
    long unreadable() {
        return unreadable;
    }

    /** Since the start. */
    long wentBack() {
        return wentBack;
    }
}
