package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/**
 * Collects rows into blocks of one table and one partition, and hands them over at the checkpoint.
 *
 * <p>{@link #write} never waits: committables leave at the barrier only, so waiting here for the committer, which
 * runs in the same thread, would be waiting for ever. Memory is bounded by what comes in between two barriers,
 * compressed but for blocks that are open: while a commit waits for the server, its thread takes no further row, and that is the back-pressure.
 * So the interval of the checkpoints, not the length of an outage, decides how much is held.
 */
final class ClickHouseWriter implements CommittingSinkWriter<EncodedRow, ClickHouseCommittable> {

    private record Target(RowLayout layout, String partitionId) {}

    /** Of rows in all blocks that are open, before compression: those in columns are not compressed until then. */
    private static final long MAX_OPEN_BYTES = 64L << 20;

    private final BlockLimits limits;
    private final SecureRandom ids = new SecureRandom();
    private final Map<Target, Block> open = new LinkedHashMap<>();
    private List<ClickHouseCommittable> sealed = new ArrayList<>();
    private long openBytes;

    ClickHouseWriter(BlockLimits limits) {
        this.limits = limits;
    }

    @Override
    public void write(EncodedRow row, Context context) {
        Target target = new Target(row.layout(), row.partitionId());
        Block block = open.computeIfAbsent(target, this::newBlock);
        long before = block.bytes();
        block.add(row.bytes());
        openBytes += block.bytes() - before;
        if (block.isFull()) {
            open.remove(target);
            openBytes -= block.bytes();
            sealed.add(block.seal());
        } else if (openBytes > MAX_OPEN_BYTES) {
            sealOpen();
        }
    }

    private void sealOpen() {
        open.values().forEach(block -> sealed.add(block.seal()));
        open.clear();
        openBytes = 0;
    }

    private Block newBlock(Target target) {
        return new Block(newId(), target.layout(), target.partitionId(), limits);
    }

    /** Never 0, the default of {@code _block}. */
    private long newId() {
        long id = ids.nextLong();
        return id == 0 ? newId() : id;
    }

    @Override
    public void flush(boolean endOfInput) {
        // Blocks leave in prepareCommit, which follows at once.
    }

    @Override
    public Collection<ClickHouseCommittable> prepareCommit() {
        sealOpen();
        List<ClickHouseCommittable> blocks = sealed;
        sealed = new ArrayList<>();
        return blocks;
    }

    /** What of {@link #prepareCommit} is ready now: the full blocks. */
    List<ClickHouseCommittable> takeSealed() {
        List<ClickHouseCommittable> blocks = sealed;
        sealed = new ArrayList<>();
        return blocks;
    }

    @Override
    public void close() throws IOException {
        open.clear();
        sealed.clear();
    }
}
