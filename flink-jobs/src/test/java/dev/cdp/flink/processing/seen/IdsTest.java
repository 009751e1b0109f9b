package dev.cdp.flink.processing.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdsTest {
    /** With one of its ids: 6 bits in 64 bytes. */
    private static final String RECORDED_FILTER = "0000000000000000000000000000000004000002000000000000000000000000"
            + "0001000200000000000040000000000000000000000000000000000002000000";

    private final Random random = new Random(11);

    @Test
    void tableHoldsWhatAMapHolds() {
        IdTable table = new IdTable();
        Map<Long, Long> map = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20_000; i++) {
                long id = random.nextInt(5_000);
                long value = 1 + random.nextInt(1_000);
                table.put(id * 31, id, value);
                map.put(id, value);
            }
            assertThat(table.size()).isEqualTo(map.size());
            for (long id = 0; id < 5_000; id++) {
                assertThat(table.get(id * 31, id)).isEqualTo(map.getOrDefault(id, 0L));
                assertThat(table.get(id * 31 + 1, id)).as("another first half").isZero();
            }
            Map<Long, Long> visited = new HashMap<>();
            table.forEach((high, low, value) -> visited.put(low, value));
            assertThat(visited).isEqualTo(map);
            table.clear();
            map.clear();
        }
    }

    @Test
    void filterLetsThroughAllThatWereAddedAndFewOthers() {
        for (int ids : new int[] {1, 64, 700, 45_000}) {
            long seed = random.nextLong();
            IdFilter filter = IdFilter.of(ids);
            Random added = new Random(seed);
            for (int i = 0; i < ids; i++) {
                filter.add(added.nextLong(), added.nextLong());
            }
            ByteBuffer bytes = ByteBuffer.allocate(filter.bytes());
            filter.write(bytes);
            IdFilter read = IdFilter.read(bytes.flip());
            Random again = new Random(seed);
            for (int i = 0; i < ids; i++) {
                assertThat(read.mayHold(again.nextLong(), again.nextLong())).isTrue();
            }
            int passed = 0;
            for (int i = 0; i < 100_000; i++) {
                passed += read.mayHold(random.nextLong(), random.nextLong()) ? 1 : 0;
            }
            assertThat(passed).as("of 100,000 others beside %d", ids).isLessThan(2_500);
        }
    }

    @Test
    void blockIsFoundInByItsIds() {
        IdBlock block = new IdBlock(0);
        for (int i = 1; i <= 300; i++) {
            block.add(i, -i, 7L * i);
        }
        assertThat(block.size()).isEqualTo(300);
        byte[] bytes = block.toBytes();
        assertThat(IdBlock.find(bytes, 299, -299)).isEqualTo(7L * 299);
        assertThat(IdBlock.find(bytes, 299, -298)).isZero();
        block.clear();
        assertThat(block.toBytes()).isEmpty();
    }

    @Test
    void blocksOfARunHoldAboutAsManyIdsAsTheyShould() {
        for (int ids : new int[] {1, 128, 129, 416, 5_000, 45_000}) {
            double each = (double) ids / (1 << Run.bitsFor(ids));
            assertThat(each).isLessThanOrEqualTo(Run.IDS_PER_BLOCK);
            assertThat(ids <= Run.IDS_PER_BLOCK || each > Run.IDS_PER_BLOCK / 2.0)
                    .isTrue();
        }
        assertThat(Run.blockOf(-1, 3)).isEqualTo(7);
        assertThat(Run.blockOf(-1, 0)).isZero();
    }

    /** What is in savepoints: these forms must be readable for as long as such savepoints are. */
    @Test
    void recordedFormsAreRead() {
        byte[] block = HexFormat.of().parseHex("000000000000000100000000000000020000000000000003");
        assertThat(IdBlock.find(block, 1, 2)).isEqualTo(3);
        IdBlock written = new IdBlock(1);
        written.add(1, 2, 3);
        assertThat(written.toBytes()).isEqualTo(block);

        String recorded = "01" + "02" + "03" + "00000400" + "0000000000000009" + RECORDED_FILTER;
        Run run = Run.read(5, HexFormat.of().parseHex(recorded));
        assertThat(run.number()).isEqualTo(5);
        assertThat(run.level()).isEqualTo(2);
        assertThat(run.bits()).isEqualTo(3);
        assertThat(run.ids()).isEqualTo(1_024);
        assertThat(run.newest()).isEqualTo(9);
        assertThat(run.filter().mayHold(0x0123456789ABCDEFL, 0x0FEDCBA987654321L))
                .isTrue();
        assertThat(run.filter().mayHold(0x0123456789ABCDEFL, 0x0FEDCBA987654320L))
                .isFalse();
        assertThat(HexFormat.of().formatHex(run.toBytes())).isEqualTo(recorded);
        IdFilter again = IdFilter.of(40);
        again.add(0x0123456789ABCDEFL, 0x0FEDCBA987654321L);
        ByteBuffer bytes = ByteBuffer.allocate(again.bytes());
        again.write(bytes);
        assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo(RECORDED_FILTER);
    }
}
