package dev.cdp.flink.processing.seen;

import dev.cdp.contract.EventId;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Remembers ids for some days, each with a value that tells a time. Made for ids of which nearly all are new: what is
 * new costs a look into the heap and, with its whole checkpoint's neighbours, one entry of the state. RocksDB with an
 * entry for each would look for it in its files, write it, and sort it into larger files again and again.
 *
 * <p>By key group: the young ids are in a table in the heap; each checkpoint writes those that came since the last one
 * as one entry. When a group has {@code young} of them they become a {@link Run} of the state, with a filter in the heap
 * that says which ids it can't hold; runs are merged by eights. So an id is written some four times in its life, always
 * with hundreds of others. A run whose newest id is garbage is dropped as a whole.
 *
 * <p>In the heap: 48 to 96 bytes for each young id, and 12 bits for each other.
 *
 * <p>Garbage is what is older than the lifetime by the clock and by the newest time that was seen: a clock that jumps
 * ahead forgets nothing, nor does a job that catches up with what is days old.
 */
public final class SeenIds {
    /** There is none, or it was forgotten. */
    public static final long NONE = 0;

    private final SeenState state;
    private final int idsKind;
    private final int runKind;
    private final long lifetime;
    private final int young;
    private final LongUnaryOperator timeOf;
    private final SeenGroup[] groups;
    private final int first;
    private long newest = Long.MIN_VALUE;
    private long garbage = Long.MIN_VALUE;
    private volatile long size;

    /**
     * Empty until {@link #load}.
     *
     * @param kind its own in this state, from 0
     * @param lifetime at least so long an id is remembered
     * @param young how many a group keeps in the heap
     * @param timeOf what a value tells, epoch milliseconds; values are not 0
     */
    public SeenIds(SeenState state, int kind, Duration lifetime, int young, LongUnaryOperator timeOf) {
        this.state = state;
        idsKind = 2 * kind;
        runKind = 2 * kind + 1;
        this.lifetime = lifetime.toMillis();
        this.young = young;
        this.timeOf = timeOf;
        first = state.groups().getStartKeyGroup();
        groups = new SeenGroup[state.groups().getNumberOfKeyGroups()];
    }

    /** Fills the heap from the state. */
    public static void load(SeenState state, List<SeenIds> all) throws Exception {
        state.forEach((group, kind, number, bytes) -> {
            for (SeenIds ids : all) {
                ids.load(group, kind, number, bytes);
            }
        });
    }

    private void load(int number, int kind, int entry, byte[] bytes) {
        if (kind != idsKind && kind != runKind) {
            return;
        }
        SeenGroup group = group(number);
        if (kind == runKind) {
            add(group, Run.read(entry, bytes));
        } else {
            IdBlock.forEach(
                    bytes, (high, low, value) -> putYoung(group, high, low, later(group.young.get(high, low), value)));
            group.saved.add(entry);
        }
        group.taken(entry);
    }

    /** The value with the latest time, or {@link #NONE}. */
    public long find(int group, EventId id) throws Exception {
        SeenGroup in = groups[group - first];
        if (in == null) {
            return NONE;
        }
        // The young one replaces all others: it came later than they.
        long found = in.young.get(id.high(), id.low());
        return found == NONE ? findInRuns(group, in.runs, id) : found;
    }

    private long findInRuns(int group, List<Run> runs, EventId id) throws Exception {
        long found = NONE;
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.filter().mayHold(id.high(), id.low())) {
                byte[] block = state.block(group, runKind, run.number(), run.blockOf(id.high()));
                found = block == null ? found : later(found, IdBlock.find(block, id.high(), id.low()));
            }
        }
        return found;
    }

    /** @param value of a later time than what {@link #find} answers for this id, which it replaces */
    public void remember(int group, EventId id, long value) throws Exception {
        SeenGroup in = group(group);
        putYoung(in, id.high(), id.low(), value);
        in.unsaved.add(id.high(), id.low(), value);
        if (in.young.size() >= young) {
            makeRun(group, in);
        }
    }

    /**
     * Writes what the next checkpoint has to hold, and drops garbage.
     *
     * @param now epoch milliseconds
     */
    public void save(long now) throws Exception {
        garbage = newest == Long.MIN_VALUE ? Long.MIN_VALUE : Math.min(now, newest) - lifetime;
        long counted = 0;
        for (int i = 0; i < groups.length; i++) {
            SeenGroup group = groups[i];
            if (group != null) {
                saveYoung(first + i, group);
                dropGarbage(first + i, group);
                counted += group.size();
            }
        }
        size = counted;
    }

    /** How many ids were remembered at the last checkpoint; one that passed again may count twice. */
    public long size() {
        return size;
    }

    private void saveYoung(int number, SeenGroup group) throws Exception {
        if (group.unsaved.size() > 0) {
            int entry = group.takeNumber();
            state.putIndex(number, idsKind, entry, group.unsaved.toBytes());
            group.saved.add(entry);
            group.unsaved.clear();
        }
    }

    private void dropGarbage(int number, SeenGroup group) throws Exception {
        for (Run run : group.runs.stream().filter(run -> run.newest() < garbage).toList()) {
            drop(number, group, run);
        }
    }

    /** Of the young, and what the checkpoints have of them goes. */
    private void makeRun(int number, SeenGroup group) throws Exception {
        write(number, group, group.young, 0);
        group.young.clear();
        group.unsaved.clear();
        for (int saved : group.saved) {
            state.removeIndex(number, idsKind, saved);
        }
        group.saved.clear();
        List<Run> several = group.toBeMerged();
        while (!several.isEmpty()) {
            merge(number, group, several);
            several = group.toBeMerged();
        }
    }

    private void merge(int number, SeenGroup group, List<Run> several) throws Exception {
        IdTable ids = new IdTable();
        for (Run run : several) {
            for (int block = 0; block < run.blocks(); block++) {
                byte[] bytes = state.block(number, runKind, run.number(), block);
                if (bytes != null) {
                    IdBlock.forEach(bytes, (high, low, value) -> {
                        if (timeOf.applyAsLong(value) >= garbage) {
                            ids.put(high, low, later(ids.get(high, low), value));
                        }
                    });
                }
            }
            drop(number, group, run);
        }
        if (ids.size() > 0) {
            write(number, group, ids, several.get(0).level() + 1);
        }
    }

    private void write(int number, SeenGroup group, IdTable ids, int level) throws Exception {
        long[] latest = {Long.MIN_VALUE};
        IdFilter filter = IdFilter.of(ids.size());
        int bits = Run.bitsFor(ids.size());
        IdBlock[] blocks = new IdBlock[1 << bits];
        ids.forEach((high, low, value) -> {
            latest[0] = Math.max(latest[0], timeOf.applyAsLong(value));
            filter.add(high, low);
            int block = Run.blockOf(high, bits);
            if (blocks[block] == null) {
                blocks[block] = new IdBlock(Run.IDS_PER_BLOCK);
            }
            blocks[block].add(high, low, value);
        });
        Run run = new Run(group.takeNumber(), level, bits, ids.size(), latest[0], filter);
        for (int block = 0; block < blocks.length; block++) {
            if (blocks[block] != null) {
                state.putBlock(number, runKind, run.number(), block, blocks[block].toBytes());
            }
        }
        state.putIndex(number, runKind, run.number(), run.toBytes());
        add(group, run);
    }

    private void drop(int number, SeenGroup group, Run run) throws Exception {
        state.removeBlocks(number, runKind, run.number(), run.blocks());
        state.removeIndex(number, runKind, run.number());
        group.runs.remove(run);
    }

    private void add(SeenGroup group, Run run) {
        group.runs.add(run);
        newest = Math.max(newest, run.newest());
    }

    private void putYoung(SeenGroup group, long high, long low, long value) {
        group.young.put(high, low, value);
        newest = Math.max(newest, timeOf.applyAsLong(value));
    }

    private SeenGroup group(int number) {
        SeenGroup group = groups[number - first];
        if (group == null) {
            group = new SeenGroup();
            groups[number - first] = group;
        }
        return group;
    }

    private long later(long one, long other) {
        if (one == NONE || other == NONE) {
            return one == NONE ? other : one;
        }
        return timeOf.applyAsLong(one) >= timeOf.applyAsLong(other) ? one : other;
    }
}
