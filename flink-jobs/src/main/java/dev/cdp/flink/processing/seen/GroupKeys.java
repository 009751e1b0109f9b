package dev.cdp.flink.processing.seen;

import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * A key for each key group, under which lies what is the group's as a whole. Flink moves it with the group. None is a
 * partition key: those begin with a workspace's id.
 */
final class GroupKeys {
    private static final String PREFIX = "\u0000seen-";

    private final String[] keys;
    private final int first;

    /** @param maxParallelism of the job: it says which key is of which group */
    GroupKeys(KeyGroupRange groups, int maxParallelism) {
        first = groups.getStartKeyGroup();
        keys = new String[groups.getNumberOfKeyGroups()];
        int found = 0;
        for (long i = 0; found < keys.length; i++) {
            String key = PREFIX + i;
            int group = KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
            if (groups.contains(group) && keys[group - first] == null) {
                keys[group - first] = key;
                found++;
            }
        }
    }

    String of(int group) {
        return keys[group - first];
    }
}
