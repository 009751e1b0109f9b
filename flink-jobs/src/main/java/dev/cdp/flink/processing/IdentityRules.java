package dev.cdp.flink.processing;

import dev.cdp.contract.NobodyIds;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.IdentityConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.ConfigView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which ids are no one's: those of {@link NobodyIds}, and those that a workspace says are, as it says it now. An id that
 * becomes no one's links nothing from then on; links that were made before stay until they are taken back.
 */
public final class IdentityRules {
    private final ConfigView config;
    private ConfigSnapshot known = ConfigSnapshot.EMPTY;
    private Map<String, Set<String>> nobody = Map.of();

    public IdentityRules(ConfigView config) {
        this.config = config;
    }

    /** Whether this id is no one's in this workspace. */
    public boolean isNobody(String workspaceId, String id) {
        if (NobodyIds.isNobody(id)) {
            return true;
        }
        Map<String, Set<String>> lists = lists();
        return !lists.isEmpty() && lists.getOrDefault(workspaceId, Set.of()).contains(id);
    }

    private Map<String, Set<String>> lists() {
        ConfigSnapshot current = config.current();
        if (current != known) {
            nobody = read(current);
            known = current;
        }
        return nobody;
    }

    private static Map<String, Set<String>> read(ConfigSnapshot config) {
        Map<String, Set<String>> lists = new HashMap<>();
        for (ConfigRecord record : config.records()) {
            if (record instanceof IdentityConfig rules) {
                lists.computeIfAbsent(rules.workspaceId(), workspace -> new HashSet<>())
                        .addAll(rules.nobodyIds());
            }
        }
        return lists;
    }
}
