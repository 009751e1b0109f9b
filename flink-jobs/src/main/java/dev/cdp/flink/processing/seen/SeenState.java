package dev.cdp.flink.processing.seen;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * The keyed state of seen ids, under {@link GroupKeys}, which the calls make the current ones.
 *
 * <ul>
 *   <li>{@code seen-index}: by kind and number, what the heap is filled from at a start: the ids of one checkpoint
 *       ({@link IdBlock}), and of each run all but its ids ({@link Run})
 *   <li>{@code seen-blocks}: by kind, run and block, the ids of the runs
 *   <li>lifetime: until all ids of a run are garbage; cleared by {@link SeenIds}
 * </ul>
 */
public final class SeenState {
    private static final int NUMBER_BITS = 32;
    private static final int BLOCK_BITS = 16;

    private final KeyedStateBackend<String> backend;
    private final KeyGroupRange groups;
    private final GroupKeys keys;
    private final MapState<Long, byte[]> index;
    private final MapState<Long, byte[]> blocks;

    public SeenState(
            RuntimeContext context, KeyedStateBackend<String> backend, KeyGroupRange groups, int maxParallelism) {
        this.backend = backend;
        this.groups = groups;
        keys = new GroupKeys(groups, maxParallelism);
        index = context.getMapState(descriptor("seen-index"));
        blocks = context.getMapState(descriptor("seen-blocks"));
    }

    private static MapStateDescriptor<Long, byte[]> descriptor(String name) {
        return new MapStateDescriptor<>(name, LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE);
    }

    /** What is in the index. */
    interface IndexVisitor {
        void visit(int group, int kind, int number, byte[] bytes);
    }

    /** What is done while a group's key is the current one. */
    private interface Action<T> {
        T run() throws Exception;
    }

    public int groupCount() {
        return groups.getNumberOfKeyGroups();
    }

    KeyGroupRange groups() {
        return groups;
    }

    void forEach(IndexVisitor visitor) throws Exception {
        for (int group : groups) {
            in(group, () -> {
                for (var entry : index.entries()) {
                    long key = entry.getKey();
                    visitor.visit(group, (int) (key >>> NUMBER_BITS), (int) key, entry.getValue());
                }
                return null;
            });
        }
    }

    void putIndex(int group, int kind, int number, byte[] bytes) throws Exception {
        in(group, () -> {
            index.put(indexKey(kind, number), bytes);
            return null;
        });
    }

    void removeIndex(int group, int kind, int number) throws Exception {
        in(group, () -> {
            index.remove(indexKey(kind, number));
            return null;
        });
    }

    /** Null when no id fell into it. */
    byte[] block(int group, int kind, int run, int block) throws Exception {
        return in(group, () -> blocks.get(blockKey(kind, run, block)));
    }

    void putBlock(int group, int kind, int run, int block, byte[] bytes) throws Exception {
        in(group, () -> {
            blocks.put(blockKey(kind, run, block), bytes);
            return null;
        });
    }

    void removeBlocks(int group, int kind, int run, int count) throws Exception {
        in(group, () -> {
            for (int block = 0; block < count; block++) {
                blocks.remove(blockKey(kind, run, block));
            }
            return null;
        });
    }

    private static long indexKey(int kind, int number) {
        return (long) kind << NUMBER_BITS | Integer.toUnsignedLong(number);
    }

    private static long blockKey(int kind, int run, int block) {
        return indexKey(kind, run) << BLOCK_BITS | block;
    }

    private <T> T in(int group, Action<T> action) throws Exception {
        backend.setCurrentKey(keys.of(group));
        return action.run();
    }
}
