package dev.cdp.flink.replay;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Configuration as it was when the job was submitted: it is part of the job. One that is followed would let the first
 * half of a replay run by one version of a function and the second by another, and what is compared would be neither.
 */
public final class PinnedConfig implements ConfigSource {
    private static final long serialVersionUID = 1L;

    /** As JSON, which is what crosses to the TaskManagers. */
    private final ArrayList<String> records;

    private PinnedConfig(List<String> records) {
        this.records = new ArrayList<>(records);
    }

    /**
     * The configuration of now, with these functions in place of their namesakes.
     *
     * @throws IllegalStateException when a record of a workspace that is to be replayed can't be read
     */
    public static PinnedConfig of(ConfigSource source, ReplayRequest request) throws Exception {
        try (ConfigView view = source.open()) {
            ConfigSnapshot now = view.current();
            if (now.isHalf(request.workspaceId())) {
                throw new IllegalStateException(
                        "a record of workspace " + request.workspaceId() + " in cdp.config can't be read");
            }
            Map<String, ConfigRecord> records = new LinkedHashMap<>();
            now.records().forEach(record -> records.put(record.key(), record));
            for (FunctionConfig function : request.functions()) {
                records.put(function.key(), function);
            }
            return new PinnedConfig(records.values().stream()
                    .map(record -> new String(ConfigRecordCodec.write(record), StandardCharsets.UTF_8))
                    .toList());
        }
    }

    @Override
    public ConfigView open() {
        ConfigSnapshot snapshot = ConfigSnapshot.of(records.stream()
                .map(record -> ConfigRecordCodec.read(record.getBytes(StandardCharsets.UTF_8)))
                .toList());
        return new ConfigView() {
            @Override
            public ConfigSnapshot current() {
                return snapshot;
            }

            @Override
            public void close() {
                // Nothing is followed.
            }
        };
    }
}
