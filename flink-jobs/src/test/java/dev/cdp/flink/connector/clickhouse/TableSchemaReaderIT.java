package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink believes about a table is what the server does. */
class TableSchemaReaderIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String WINDOW = " SETTINGS non_replicated_deduplication_window = 100";

    private final ClickHouseService server = TestServices.clickHouse();
    private final String table = "schema_" + NUMBER.incrementAndGet() + "_" + System.nanoTime();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(_block UInt64, a UInt8) ENGINE = Log | engine is Log",
                "(_block UInt64, a UInt8) ENGINE = MergeTree ORDER BY a | MODIFY SETTING non_replicated_deduplication_window",
                "(a UInt8) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 1 | no column _block UInt64",
                "(_block UInt32, a UInt8) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 1 | no column _block UInt64",
                "(_block UInt64, a UInt8) ENGINE = MergeTree ORDER BY a PARTITION BY a % 2 SETTINGS non_replicated_deduplication_window = 1 | partition key is a % 2",
                "(_block UInt64, t DateTime64(3, 'Asia/Tokyo')) ENGINE = MergeTree ORDER BY t PARTITION BY toYYYYMM(t) SETTINGS non_replicated_deduplication_window = 1 | time zone is Asia/Tokyo",
                "(_block UInt64, t DateTime64(3, 'UTC') DEFAULT now64()) ENGINE = MergeTree ORDER BY t PARTITION BY toYYYYMM(t) SETTINGS non_replicated_deduplication_window = 1 | must be a plain column",
            })
    void tableThatCannotBeWrittenExactlyOnceIsRefusedWithWhatToChange(String definition, String reason) {
        server.query("CREATE TABLE " + table + " " + definition);
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cdp." + table)
                .hasMessageContaining(reason);
    }

    @Test
    void missingTableIsNamed() {
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cdp." + table + ": it does not exist");
    }

    @Test
    void tablesOfTheMigrationsAreAccepted() throws Exception {
        server.migrate();
        for (String name : List.of("events_raw", "events", "identity_links", "dead_letters")) {
            TableSchema schema = reader().read(name);
            assertThat(schema.columns().values()).allSatisfy(column -> assertThat(column.type())
                    .as(column.name() + " " + column.typeName())
                    .isNotNull());
            EncodedRow empty = new RowEncoder(schema, EncodeRows.DEFAULT_MAX_ROW_BYTES).encode(Map.of());
            commit(empty);
        }
    }

    @Test
    void everyTypeArrivesAsItWasGiven() throws Exception {
        server.query("CREATE TABLE " + table + " (_block UInt64, s String, lc LowCardinality(Nullable(String)), u UUID,"
                + " i8 Int8, u16 UInt16, i32 Int32, u64 UInt64, f Float32, d Float64, b Bool, t DateTime64(3, 'UTC'),"
                + " t9 DateTime64(9, 'UTC'), dt DateTime('UTC'), da Date, d32 Date32, n Nullable(DateTime64(3, 'UTC')),"
                + " j JSON, a Array(Nullable(UInt8)), m Map(String, Array(Int8)), given UInt8 DEFAULT 5,"
                + " left UInt8 DEFAULT 6, m1 UInt16 MATERIALIZED u16 + 1, e Enum8('x' = 1, 'y' = 2) DEFAULT 'y')"
                + " ENGINE = MergeTree ORDER BY s" + WINDOW);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("s", "né\u0000\ud83d\ude00");
        row.put("lc", "low");
        row.put("u", UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        row.put("i8", -128);
        row.put("u16", 65_535);
        row.put("i32", Integer.MIN_VALUE);
        row.put("u64", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        row.put("f", 1.5f);
        row.put("d", -0.1);
        row.put("b", true);
        row.put("t", Instant.parse("1969-12-31T23:59:59.999Z"));
        row.put("t9", Instant.parse("2026-11-15T01:02:03.123456789Z"));
        row.put("dt", Instant.parse("2106-02-07T06:28:15Z"));
        row.put("da", LocalDate.of(2149, 6, 6));
        row.put("d32", LocalDate.of(1900, 1, 1));
        row.put("n", null);
        row.put("j", Map.of("n", 1, "list", List.of("a", 2), "deep", Map.of("x", "2026-01-01T00:00:00Z")));
        row.put("a", Arrays.asList(1, null));
        row.put("m", Map.of("k", List.of(-1)));
        row.put("given", 9);
        commit(encoder().encode(row));
        assertThat(server.query(
                        "SELECT hex(s), lc, u, i8, u16, i32, u64, f, d, b, t, t9, dt, da, d32, n, toJSONString(j),"
                                + " a, m, given, left, m1, e FROM " + table))
                .isEqualTo(String.join(
                        "\t",
                        "6EC3A900F09F9880",
                        "low",
                        "00112233-4455-6677-8899-aabbccddeeff",
                        "-128",
                        "65535",
                        "-2147483648",
                        "18446744073709551615",
                        "1.5",
                        "-0.1",
                        "true",
                        "1969-12-31 23:59:59.999",
                        "2026-11-15 01:02:03.123456789",
                        "2106-02-07 06:28:15",
                        "2149-06-06",
                        "1900-01-01",
                        "\\N",
                        "{\"deep\":{\"x\":\"2026-01-01T00:00:00Z\"},\"list\":[\"a\",2],\"n\":1}",
                        "[1,NULL]",
                        "{'k':[-1]}",
                        "9",
                        "6",
                        "0",
                        "y"));
    }

    /** One text that the server can't read would make it refuse the whole block, for ever. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":null}",
                "{\"\":1}",
                "{\".\":1}",
                "{\"a..b\":1}",
                "{\"a.b\":1,\"a\":{\"b\":2}}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"a.b\":1}",
                "{\"a\":18446744073709551615}",
                "{\"a\":-9223372036854775808}",
                "{\"a\":1.7976931348623157e308}",
                "{\"a\":5e-324}",
                "{\"a\":-0.0}",
                "{\"a\":\"\\u0000\\ud83d\\ude00\"}",
                "{\"a\":[1,\"x\",null,{\"b\":[[]]}]}",
                "{\"a\":[{\"b\":1},{\"b\":\"x\"}]}",
                " { \"a\" : true } \n",
                "{\"_block\":1,\"null\":null}",
                "{\"a\":1e2,\"b\":0.1e-2}",
                "{\"a\":[1,2.5,\"2020-01-01\",true]}"
            })
    void jsonThatIsLetThroughIsReadByTheServer(String json) throws Exception {
        server.query("CREATE TABLE " + table + " (_block UInt64, j JSON) ENGINE = MergeTree ORDER BY tuple()" + WINDOW);
        commit(encoder().encode(Map.of("j", json)));
        assertThat(server.query("SELECT count() FROM " + table)).isEqualTo("1");
    }

    @Test
    void jsonAtItsLimitsIsReadByTheServer() throws Exception {
        server.query("CREATE TABLE " + table + " (_block UInt64, j JSON) ENGINE = MergeTree ORDER BY tuple()" + WINDOW);
        StringBuilder wide = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 5_000; i++) {
            wide.append(",\"k").append(i).append("\":").append(i);
        }
        commit(encoder().encode(Map.of("j", wide.append('}').toString())));
        commit(encoder().encode(Map.of("j", "{\"a\":" + "{\"a\":".repeat(498) + "1" + "}".repeat(498) + "}")));
        commit(encoder().encode(Map.of("j", "{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}")));
        commit(encoder().encode(Map.of("j", "{\"" + "k".repeat(50_000) + "\":\"" + "v".repeat(3_000_000) + "\"}")));
        assertThat(server.query("SELECT count() FROM " + table)).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PARTITION BY toYYYYMM(t)", "PARTITION BY toYYYYMMDD(t)", "PARTITION BY toDate(t)"})
    void partitionIsTheOneThatTheServerChooses(String partitionBy) throws Exception {
        server.query("CREATE TABLE " + table + " (_block UInt64, t DateTime64(3, 'UTC')) ENGINE = MergeTree "
                + partitionBy + " ORDER BY t" + WINDOW);
        RowEncoder encoder = encoder();
        Instant instant = Instant.parse("1970-01-01T00:00:00Z");
        while (instant.isBefore(Instant.parse("2149-01-01T00:00:00Z"))) {
            EncodedRow row = encoder.encode(Map.of("t", instant));
            commit(row);
            String parsed = server.query("SELECT _partition_id FROM " + table + " WHERE t = fromUnixTimestamp64Milli("
                    + instant.toEpochMilli() + ", 'UTC')");
            assertThat(row.partitionId()).as(instant.toString()).isEqualTo(parsed);
            instant = instant.plusSeconds(123_456_789).plusMillis(987);
        }
    }

    private void commit(EncodedRow row) throws Exception {
        ClickHouseWriter writer = new ClickHouseWriter(BlockLimits.DEFAULT);
        writer.write(row, null);
        ClickHouseCommittable block = writer.prepareCommit().iterator().next();
        ClickHouseClient client = new ClickHouseClient(TestTable.connection(server.url()));
        new ClickHouseBlockStore(client, "cdp", Duration.ofSeconds(30)).insert(block, block.insertId());
    }

    private RowEncoder encoder() throws Exception {
        return new RowEncoder(read(), EncodeRows.DEFAULT_MAX_ROW_BYTES);
    }

    private TableSchema read() throws Exception {
        return reader().read(table);
    }

    private TableSchemaReader reader() {
        return new TableSchemaReader(new ClickHouseClient(TestTable.connection(server.url())), "cdp");
    }
}
