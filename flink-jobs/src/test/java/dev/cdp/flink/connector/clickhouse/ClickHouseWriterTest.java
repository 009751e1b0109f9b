package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ClickHouseWriterTest {
    private static final RowLayout LAYOUT = new RowLayout("events", new byte[] {'h'}, BlockFormat.ROWS);
    private static final RowLayout OTHER_TABLE = new RowLayout("links", new byte[] {'h'}, BlockFormat.ROWS);
    private static final RowLayout OTHER_COLUMNS = new RowLayout("events", new byte[] {'g'}, BlockFormat.ROWS);

    @Test
    void blockHoldsOneTableOnePartitionAndOneLayout() {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        for (int i = 0; i < 3; i++) {
            writer.write(row(LAYOUT, "202611", i), null);
            writer.write(row(LAYOUT, "202612", i), null);
            writer.write(row(OTHER_TABLE, "202611", i), null);
            writer.write(row(OTHER_COLUMNS, "202611", i), null);
        }
        assertThat(writer.prepareCommit())
                .extracting(block -> block.table() + "/" + block.partitionId() + "/" + block.rows())
                .containsExactly("events/202611/3", "events/202612/3", "links/202611/3", "events/202611/3");
    }

    @Test
    void eachRowCarriesItsBlocksId() throws IOException {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        writer.write(row(LAYOUT, "all", 65), null);
        writer.write(row(LAYOUT, "all", 66), null);
        ClickHouseCommittable block = writer.prepareCommit().iterator().next();
        ByteBuffer data = ByteBuffer.wrap(unpack(block)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(data.get()).isEqualTo((byte) 'h');
        assertThat(data.getLong()).isEqualTo(block.blockId()).isNotZero();
        assertThat(data.get()).isEqualTo((byte) 65);
        assertThat(data.getLong()).isEqualTo(block.blockId());
        assertThat(data.get()).isEqualTo((byte) 66);
        assertThat(data.remaining()).isZero();
    }

    @Test
    void fullBlockIsSealedAndTheNextRowBeginsAnother() {
        ClickHouseWriter writer = new ClickHouseWriter(new BlockLimits(10, 1 << 20));
        for (int i = 0; i < 25; i++) {
            writer.write(row(LAYOUT, "all", i), null);
        }
        Collection<ClickHouseCommittable> blocks = writer.prepareCommit();
        assertThat(blocks).extracting(ClickHouseCommittable::rows).containsExactly(10, 10, 5);
        assertThat(blocks).extracting(ClickHouseCommittable::blockId).doesNotHaveDuplicates();
    }

    @Test
    void blockIsAlsoFullByBytesBeforeCompression() {
        ClickHouseWriter writer = new ClickHouseWriter(new BlockLimits(1_000, 2_048));
        for (int i = 0; i < 4; i++) {
            writer.write(new EncodedRow(LAYOUT, "all", new byte[1_024]), null);
        }
        assertThat(writer.prepareCommit())
                .extracting(ClickHouseCommittable::rows)
                .containsExactly(2, 2);
    }

    /** A block for each of many partitions: none is full, and together they would fill the memory. */
    @Test
    void openBlocksAreSealedTogetherBeforeTheyHoldTooMuch() {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        int rows = 70;
        for (int i = 0; i < rows; i++) {
            writer.write(new EncodedRow(LAYOUT, "partition" + i, new byte[1 << 20]), null);
        }
        int sealed = writer.takeSealed().size();
        assertThat(sealed).isBetween(1, rows - 1);
        assertThat(writer.prepareCommit()).hasSize(rows - sealed);
    }

    @Test
    void checkpointWithoutRowsHasNoBlocks() {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        writer.write(row(LAYOUT, "all", 1), null);
        assertThat(writer.prepareCommit()).hasSize(1);
        assertThat(writer.prepareCommit()).isEmpty();
    }

    @Test
    void limitsThatTheServerCouldSplitAreRefused() {
        assertThatThrownBy(() -> new BlockLimits(2_000_000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockLimits(1, 1 << 30)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void encodedRowCrossesTheNetworkWhole() throws IOException {
        EncodedRow row = row(LAYOUT, "202611", 5);
        DataOutputSerializer out = new DataOutputSerializer(64);
        EncodedRowSerializer.INSTANCE.serialize(row, out);
        EncodedRow read = EncodedRowSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        assertThat(read.layout()).isEqualTo(row.layout());
        assertThat(read.partitionId()).isEqualTo("202611");
        assertThat(read.bytes()).isEqualTo(row.bytes());
    }

    @Test
    void backoffGrowsToItsMostAndStaysThere() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(1_000));
        List<Long> waits = new ArrayList<>();
        for (int failures : new int[] {1, 2, 3, 4, 5, 1_000_000}) {
            waits.add(backoff.after(failures).toMillis());
        }
        assertThat(waits.get(0)).isBetween(50L, 100L);
        assertThat(waits.get(1)).isBetween(100L, 200L);
        assertThat(waits.get(5)).isBetween(500L, 1_000L);
    }

    private static EncodedRow row(RowLayout layout, String partitionId, int value) {
        return new EncodedRow(layout, partitionId, new byte[] {(byte) value});
    }

    private static byte[] unpack(ClickHouseCommittable block) throws IOException {
        try (LZ4FrameInputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(block.payload()))) {
            return in.readAllBytes();
        }
    }
}
