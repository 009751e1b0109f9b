package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and columns make the same table, to the last type of a path of JSON: what a server makes of JSON as text is the rule. And what is read back from a block makes it once more. */
class BlockFormatsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String PLAIN =
            "u8 UInt8, i8 Int8, u16 UInt16, i32 Int32, u64 UInt64, f32 Float32, f64 Float64,"
                    + " b Bool, s String, id UUID, d Date, d32 Date32, t DateTime('UTC'), t64 DateTime64(6, 'UTC'),"
                    + " n Nullable(String), nn Nullable(Int64), lc LowCardinality(String), lcn LowCardinality(Nullable(String)),"
                    + " a Array(String), an Array(Nullable(Float64)), aa Array(Array(UInt8)), alc Array(LowCardinality(String)),"
                    + " m Map(LowCardinality(String), UInt32), dflt String DEFAULT concat(s, '!')";

    private final ClickHouseService server = TestServices.clickHouse();
    private final ClickHouseClient client = new ClickHouseClient(TestTable.connection(server.url()));

    @Test
    void everyPlainTypeIsTheSame() throws Exception {
        Map<String, Object> full = new HashMap<>();
        full.put("u8", 255);
        full.put("i8", -128);
        full.put("u16", 65_535);
        full.put("i32", Integer.MIN_VALUE);
        full.put("u64", Long.MAX_VALUE);
        full.put("f32", 1.5f);
        full.put("f64", -0.0);
        full.put("b", true);
        full.put("s", "żółć 🚲\u0000");
        full.put("id", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        full.put("d", LocalDate.of(2149, 6, 6));
        full.put("d32", LocalDate.of(1900, 1, 1));
        full.put("t", Instant.parse("2106-02-07T06:28:15Z"));
        full.put("t64", Instant.parse("1900-01-01T00:00:00.000001Z"));
        full.put("n", "");
        full.put("nn", -1L);
        full.put("lc", "x");
        full.put("lcn", "");
        full.put("a", List.of("", "b"));
        full.put("an", Arrays.asList(1.0, null));
        full.put("aa", List.of(List.of(1, 2), List.of(), List.of(3)));
        full.put("alc", List.of("p", "q", "p"));
        full.put("m", Map.of("k", 7));
        full.put("dflt", "given");
        List<Map<String, Object>> rows = new ArrayList<>(List.of(Map.of(), full));
        // More strings than one byte can count, more than two bytes can, and nulls between them.
        for (int i = 0; i < 70_000; i++) {
            rows.add(Map.of("lc", "v" + i, "lcn", "w" + i % 300, "u16", i % 60_000));
        }
        assertSame(PLAIN, rows, BlockFormat.COLUMNS);
    }

    static Stream<String> objects() {
        return Stream.of(
                "{}",
                " { \"a\" : 1 , \"b\" : [ 1 , 2 ] } ",
                "{\"i\":0,\"j\":-1,\"k\":9223372036854775807,\"l\":-9223372036854775808,\"m\":-0}",
                "{\"u\":9223372036854775808,\"v\":18446744073709551615,\"w\":123456789012345678}",
                "{\"f\":1.0,\"g\":0.1,\"h\":1e3,\"i\":1E-7,\"j\":-0.0,\"k\":1.7976931348623157E308,\"l\":4.9E-324}",
                "{\"f\":12345678.90123456789,\"g\":0.000000000000000001,\"h\":9007199254740993.0,\"i\":-2.5e+10}",
                "{\"t\":true,\"f\":false,\"n\":null}",
                "{\"s\":\"\",\"d\":\"2026-01-01\",\"t\":\"2026-01-01T00:00:00Z\",\"n\":\"12\",\"b\":\"true\"}",
                "{\"e\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u0000\\ud83d\\udeb2 é🚲\"}",
                "{\"a\":{\"b\":{\"c\":1,\"d\":null}},\"e\":{},\"a.x\":2}",
                "{\"x\":1,\"x\":2,\"x\":\"s\"}",
                "{\"a.b\":1,\"a\":{\"b\":2}}",
                "{\"\\u0061b\":1,\"spa ce\":2,\"ż\":3,\"quo\\\"te\":4,\"`\":5}",
                "{\"a\":[1,2,null],\"b\":[1.5,2.0],\"c\":[\"x\",null,\"\"],\"d\":[true,false],\"e\":[],\"f\":[null]}",
                "{\"p\":[{\"sku\":\"a\",\"price\":1.0},{\"sku\":\"b\",\"tags\":[\"x\"],\"deep\":{\"er\":1}},{}]}",
                "{\"a\":\"text\"}",
                "{\"a\":true}",
                "{\"a\":[\"now an array\"]}",
                "{\"a\":2.5}");
    }

    /** Those that a column does not take. */
    static Stream<String> othersOfRows() {
        return Stream.of(
                "{\"m\":[1,\"a\"]}",
                "{\"m\":[1,2.5]}",
                "{\"m\":[[1],[2]]}",
                "{\"m\":[{\"a\":1},null]}",
                "{\"m\":[{\"a\":[{\"b\":1}]}]}",
                "{\"m\":[18446744073709551615]}",
                "{\"m\":[true,\"x\"]}");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectIsTheSame(String object) throws Exception {
        assertSame("j JSON", List.of(Map.of("j", object)), BlockFormat.COLUMNS);
    }

    @ParameterizedTest
    @MethodSource("othersOfRows")
    void objectThatAColumnDoesNotTakeGoesInARow(String object) throws Exception {
        assertSame("j JSON", List.of(Map.of("j", object)), BlockFormat.ROWS);
    }

    @Test
    void objectsTogetherAreTheSame() throws Exception {
        assertSame(
                "j JSON",
                objects().map(object -> Map.<String, Object>of("j", object)).toList(),
                BlockFormat.COLUMNS);
    }

    /** More paths than the server keeps as columns, in an order that no other row has. */
    @Test
    void manyPathsInAnyOrderAreTheSame() throws Exception {
        Random random = new Random(7);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Map<String, Object> object = new LinkedHashMap<>();
            random.ints(20, 0, 1_500)
                    .forEach(path -> object.put("p" + path, path % 3 == 0 ? (Object) (path / 2.0) : "v" + path));
            rows.add(Map.of("j", object));
        }
        assertSame("j JSON", rows, BlockFormat.COLUMNS);
    }

    /** The types within depend on the limits. */
    @Test
    void jsonWithLimitsOrWithinAnotherTypeGoesInRows() throws Exception {
        assertThat(created("j JSON(max_dynamic_paths=2)").columnar()).isFalse();
        assertThat(created("a Array(JSON)").columnar()).isFalse();
        assertThat(created("j JSON").columnar()).isTrue();
    }

    /** Each row with paths of its own is small as a row, and would be a table of empty cells as columns. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"path%d\":1}", "{\"p\":[{\"path%d\":1}]}"})
    void blockOfManyPathsIsFullEarly(String object) throws Exception {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        RowEncoder encoder = new RowEncoder(schema("j JSON", true), EncodeRows.DEFAULT_MAX_ROW_BYTES);
        for (int i = 0; i < 20_000; i++) {
            writer.write(encoder.encode(Map.of("j", object.formatted(i))), null);
        }
        assertThat(writer.takeSealed()).isNotEmpty();
    }

    /** A column that was retyped while a block waited: refused, whatever could be made of the values. */
    @Test
    void retypedColumnIsRefused() throws Exception {
        TableSchema schema = schema("n UInt16", true);
        List<ClickHouseCommittable> blocks = blocks(schema, List.of(Map.of("n", 7)), BlockFormat.COLUMNS);
        server.query("ALTER TABLE " + schema.table() + " MODIFY COLUMN n UInt64");
        try {
            store().insert(blocks.get(0), "token");
        } catch (ClickHouseException e) {
            assertThat(Failure.of(e)).isEqualTo(Failure.REFUSED);
            return;
        }
        throw new AssertionError("the server took a block of other types");
    }

    private void assertSame(String columns, List<Map<String, Object>> rows, BlockFormat expected) throws Exception {
        TableSchema byRows = schema(columns, false);
        TableSchema byColumns = schema(columns, true);
        TableSchema again = schema(columns, true);
        int number = 0;
        List<Map<String, Object>> numbered = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> withNumber = new HashMap<>(row);
            withNumber.put("no", number++);
            numbered.add(withNumber);
        }
        insert(blocks(byRows, numbered, BlockFormat.ROWS));
        List<ClickHouseCommittable> blocks = blocks(byColumns, numbered, expected);
        insert(blocks);
        assertThat(content(byColumns)).isEqualTo(content(byRows));
        assertThat(parts(byColumns)).isEqualTo(blocks.size() + "");
        insert(blocks(again, readBack(blocks), expected));
        assertThat(content(again)).isEqualTo(content(byRows));
    }

    private void insert(List<ClickHouseCommittable> blocks) throws Exception {
        for (ClickHouseCommittable block : blocks) {
            store().insert(block, block.insertId());
        }
    }

    private String parts(TableSchema schema) {
        return server.query("SELECT count() FROM system.parts WHERE table = '" + schema.table() + "' AND active");
    }

    /** All values, and of JSON the type of each path and, of objects in an array, theirs. */
    private String content(TableSchema schema) {
        String types = schema.columns().values().stream()
                .filter(column -> column.type() instanceof JsonType)
                .map(column -> ", JSONAllPathsWithTypes(%s), arrayMap(x -> JSONAllPathsWithTypes(x), %<s.p[])"
                        .formatted(column.name()))
                .reduce("", String::concat);
        return server.query("SELECT * EXCEPT _block" + types + " FROM " + schema.table() + " ORDER BY no");
    }

    private List<Map<String, Object>> readBack(List<ClickHouseCommittable> blocks) throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ClickHouseCommittable block : blocks) {
            rows.addAll(BlockReader.read(block.format(), block.payload()));
        }
        return rows;
    }

    private List<ClickHouseCommittable> blocks(TableSchema schema, List<Map<String, Object>> rows, BlockFormat expected)
            throws Exception {
        RowEncoder encoder = new RowEncoder(schema, EncodeRows.DEFAULT_MAX_ROW_BYTES);
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        for (Map<String, Object> row : rows) {
            EncodedRow encoded = encoder.encode(row);
            assertThat(encoded.layout().format()).isEqualTo(expected);
            writer.write(encoded, null);
        }
        return List.copyOf(writer.prepareCommit());
    }

    private TableSchema schema(String columns, boolean columnar) throws Exception {
        TableSchema schema = created(columns);
        return new TableSchema(schema.table(), schema.columns(), schema.partitioning(), columnar);
    }

    private TableSchema created(String columns) throws Exception {
        String name = "formats_" + NUMBER.incrementAndGet() + "_" + System.nanoTime();
        server.query("CREATE TABLE " + name + " (_block UInt64, no UInt32, " + columns + ") ENGINE = MergeTree"
                + " ORDER BY no SETTINGS non_replicated_deduplication_window = 10000");
        return new TableSchemaReader(client, "cdp").read(name);
    }

    private BlockStore store() {
        return new ClickHouseBlockStore(client, "cdp", Duration.ofSeconds(30));
    }
}
