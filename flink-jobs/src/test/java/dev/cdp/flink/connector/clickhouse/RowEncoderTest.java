package dev.cdp.flink.connector.clickhouse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cdp.flink.connector.clickhouse.TableSchema.Column;
import dev.cdp.flink.connector.clickhouse.TableSchema.Default;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowEncoderTest {
    private static final int MAX_ROW_BYTES = 1_000;

    static Stream<Arguments> goodValues() {
        return Stream.of(
                Arguments.of("String", "né", "036ec3a9"),
                Arguments.of("String", new byte[] {1, -1}, "0201ff"),
                Arguments.of("LowCardinality(String)", "a", "0161"),
                Arguments.of("UInt8", 255, "ff"),
                Arguments.of("Int8", -1L, "ff"),
                Arguments.of("UInt16", 258, "0201"),
                Arguments.of("UInt32", 4_294_967_295L, "ffffffff"),
                Arguments.of("Int32", -2, "feffffff"),
                Arguments.of("UInt64", 1L, "0100000000000000"),
                Arguments.of("UInt64", BigInteger.TWO.pow(64).subtract(BigInteger.ONE), "ffffffffffffffff"),
                Arguments.of("Int64", Long.MIN_VALUE, "0000000000000080"),
                Arguments.of("Float64", 1.0, "000000000000f03f"),
                Arguments.of("Float32", 1.0f, "0000803f"),
                Arguments.of("Bool", true, "01"),
                Arguments.of(
                        "UUID",
                        UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                        "7766554433221100ffeeddccbbaa9988"),
                Arguments.of("DateTime64(3)", Instant.ofEpochMilli(1), "0100000000000000"),
                Arguments.of("DateTime64(3, 'UTC')", Instant.ofEpochMilli(-1), "ffffffffffffffff"),
                Arguments.of("DateTime64(0)", Instant.ofEpochSecond(2, 999_999_999), "0200000000000000"),
                Arguments.of("DateTime64(9)", Instant.ofEpochSecond(0, 5), "0500000000000000"),
                Arguments.of("DateTime('UTC')", Instant.ofEpochSecond(3), "03000000"),
                Arguments.of("Date", LocalDate.of(1970, 1, 3), "0200"),
                Arguments.of("Date32", LocalDate.of(1969, 12, 31), "ffffffff"),
                Arguments.of("Nullable(UInt8)", null, "01"),
                Arguments.of("Nullable(UInt8)", 7, "0007"),
                Arguments.of("LowCardinality(Nullable(String))", "a", "000161"),
                Arguments.of("Array(UInt8)", List.of(1, 2), "020102"),
                Arguments.of("Array(Array(UInt8))", List.of(List.of(1), List.of()), "02010100"),
                Arguments.of("Map(String, Array(UInt8))", Map.of("k", List.of(9)), "01016b0109"),
                Arguments.of("JSON", "{\"a\":1}", "07" + hex("{\"a\":1}")),
                Arguments.of("JSON(max_dynamic_paths=10, max_dynamic_types=2)", Map.of(), "02" + hex("{}")),
                Arguments.of("JSON", new GeneratedJson("{\"a\":1}".getBytes(UTF_8)), "07" + hex("{\"a\":1}")),
                Arguments.of(
                        "JSON",
                        new GeneratedJson("{\"a\":\"\\uD83D\\uDE00\"}".getBytes(UTF_8)),
                        "14" + hex("{\"a\":\"\\uD83D\\uDE00\"}")),
                Arguments.of(
                        "JSON", Map.of("a", List.of(1, "x", 2.5, true)), "16" + hex("{\"a\":[1,\"x\",2.5,true]}")));
    }

    @ParameterizedTest
    @MethodSource("goodValues")
    void encodesEachTypeAsTheServerReadsIt(String type, Object value, String expected) throws Exception {
        assertThat(encodeOne(type, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("goodValues")
    void whatIsParkedIsReadAsItWasWritten(String type, Object value, String expected) throws Exception {
        ColumnType column = ColumnTypes.parse(type).orElseThrow();
        Object read = column.read(new RowBinaryInput(HexFormat.of().parseHex(encodeOne(type, value))));
        RowBinaryBuffer again = new RowBinaryBuffer();
        if (value instanceof byte[]) {
            return; // bytes that are no text come back as text with replacements
        }
        column.write(type.equals("UInt64") ? new BigInteger(Long.toUnsignedString((long) read)) : read, again);
        assertThat(HexFormat.of().formatHex(again.toByteArray())).isEqualTo(expected);
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("String", 1, "expected a string, got Integer"),
                Arguments.of("String", null, "got null"),
                Arguments.of("String", "half a pair \ud83d", "surrogate"),
                Arguments.of("JSON", new GeneratedJson("{\"a\":\"\\uD83D\"}".getBytes(UTF_8)), "surrogate"),
                Arguments.of("UInt8", 256, "out of range 0 to 255"),
                Arguments.of("UInt8", -1, "out of range"),
                Arguments.of("UInt64", -1L, "out of range"),
                Arguments.of("UInt64", BigInteger.TWO.pow(64), "out of range"),
                Arguments.of("Int64", BigInteger.TWO.pow(63), "out of range"),
                Arguments.of("UInt8", "1", "expected an integer, got String"),
                Arguments.of("UInt8", 1.0, "expected an integer, got Double"),
                Arguments.of("Float64", "1", "expected a floating-point number"),
                Arguments.of("Float64", 1L, "got Long"),
                Arguments.of("Bool", 1, "expected a boolean"),
                Arguments.of("UUID", "00112233-4455-6677-8899-aabbccddeeff", "expected a UUID"),
                Arguments.of("DateTime64(3)", 1L, "expected an instant"),
                Arguments.of("DateTime64(3)", Instant.MAX, "out of range"),
                Arguments.of("DateTime64(9)", Instant.parse("2290-01-01T00:00:00Z"), "out of the range"),
                Arguments.of("DateTime", Instant.ofEpochSecond(-1), "out of range"),
                Arguments.of("Date", LocalDate.of(2200, 1, 1), "out of range"),
                Arguments.of("Array(UInt8)", List.of(300), "out of range"),
                Arguments.of("Array(UInt8)", Arrays.asList(1, null), "got null"),
                Arguments.of("JSON", null, "got null"),
                Arguments.of("JSON", "[1]", "not a JSON object"),
                Arguments.of("JSON", "", "not a JSON object"),
                Arguments.of("JSON", "{\"a\":1", "not JSON"),
                Arguments.of("JSON", "{\"a\":1} x", "not JSON"),
                Arguments.of("JSON", "{\"a\":1} {}", "something follows"),
                Arguments.of("JSON", "{\"a\":NaN}", "not JSON"),
                Arguments.of("JSON", "{\"a\":\"\\ud83d\"}", "surrogate"),
                Arguments.of("JSON", "{\"\\ud83d\":1}", "surrogate"),
                Arguments.of("JSON", "{\"a\":1e400}", "no double"),
                Arguments.of("JSON", "{\"a\":18446744073709551616}", "64 bits"),
                Arguments.of("JSON", "{\"a\":" + "[".repeat(600) + "]".repeat(600) + "}", "deeper"),
                Arguments.of("JSON", "{\"" + "k".repeat(60_000) + "\":1}", "too long"),
                Arguments.of("JSON", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, "not JSON"),
                Arguments.of("JSON", Map.of("a", Double.NaN), "no double"),
                Arguments.of("JSON", Map.of("a", UUID.randomUUID()), "JSON knows"),
                Arguments.of("JSON", Map.of(1, "a"), "field's name"),
                Arguments.of("JSON", Map.of("a", "\udc00"), "surrogate"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void valueThatDoesNotFitNamesItsColumnAndTheReason(String type, Object value, String reason) {
        assertThatThrownBy(() -> encodeOne(type, value))
                .asInstanceOf(type(MisfitException.class))
                .satisfies(misfit -> assertThat(misfit.column()).isEqualTo("c"))
                .satisfies(misfit -> assertThat(misfit.reason()).contains(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String",
                "UInt32",
                "Float64",
                "Bool",
                "UUID",
                "DateTime64(3)",
                "Date",
                "JSON",
                "Nullable(UUID)",
                "Array(String)",
                "Map(String, String)"
            })
    void columnThatIsNotGivenTakesItsTypesDefault(String type) throws Exception {
        EncodedRow row = encoder(column("c", type, Default.OF_TYPE)).encode(Map.of());
        String expected = type.equals("JSON") ? "02" + hex("{}") : type.startsWith("Nullable") ? "01" : null;
        if (expected == null) {
            assertThat(row.bytes()).containsOnly(0);
        } else {
            assertThat(HexFormat.of().formatHex(row.bytes())).isEqualTo(expected);
        }
    }

    @Test
    void columnWithADefaultOfTheTableIsSentOnlyWhenGiven() throws Exception {
        RowEncoder encoder = encoder(column("a", "UInt8", Default.OF_TYPE), column("b", "UInt8", Default.OF_TABLE));
        EncodedRow without = encoder.encode(Map.of("a", 1));
        EncodedRow with = encoder.encode(Map.of("a", 1, "b", 2));
        assertThat(without.bytes()).containsExactly(1);
        assertThat(with.bytes()).containsExactly(1, 2);
        assertThat(with.layout()).isNotEqualTo(without.layout());
        assertThat(new String(without.layout().header(), UTF_8))
                .contains("_block")
                .doesNotContain("b\u0006");
    }

    @Test
    void columnsThatNobodyCanWriteAreNamed() {
        RowEncoder encoder = encoder(
                column("a", "UInt8", Default.OF_TYPE),
                column("computed", "UInt8", Default.COMPUTED),
                column("strange", "AggregateFunction(sum, UInt8)", Default.OF_TABLE));
        assertMisfit(encoder, Map.of("a", 1, "nope", 2), "nope", "no such column");
        assertMisfit(encoder, Map.of("computed", 2), "computed", "the server computes");
        assertMisfit(encoder, Map.of("strange", 2), "strange", "can't write the type");
        assertMisfit(encoder, Map.of("_block", 2), "_block", "no such column");
    }

    @Test
    void rowThatIsTooLargeIsRejectedAsAWhole() {
        assertMisfit(
                encoder(column("c", "String", Default.OF_TYPE)), Map.of("c", "x".repeat(MAX_ROW_BYTES)), "", "bytes");
    }

    @Test
    void goodRowAfterABadOneIsWhole() throws Exception {
        RowEncoder encoder = encoder(column("a", "String", Default.OF_TYPE), column("b", "UInt8", Default.OF_TYPE));
        assertMisfit(encoder, Map.of("a", "x", "b", 300), "b", "out of range");
        assertThat(encoder.encode(Map.of("a", "y", "b", 1)).bytes()).containsExactly(1, 'y', 1);
    }

    static Stream<Arguments> partitions() {
        Instant newYear = Instant.parse("2026-12-31T23:59:59.999Z");
        return Stream.of(
                Arguments.of("", newYear, "all"),
                Arguments.of("tuple()", newYear, "all"),
                Arguments.of("toYYYYMM(t)", newYear, "202612"),
                Arguments.of("toYYYYMM(t)", newYear.plusMillis(1), "202701"),
                Arguments.of("toYYYYMMDD(t)", newYear, "20261231"),
                Arguments.of("toDate(t)", newYear, "20261231"),
                Arguments.of("toYYYYMM(`t`)", null, "197001"));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void partitionIsComputedInUtc(String key, Instant value, String expected) throws Exception {
        Map<String, Object> values = new HashMap<>();
        if (value != null) {
            values.put("t", value);
        }
        RowEncoder encoder = encoder(key, column("t", "DateTime64(3, 'UTC')", Default.OF_TYPE));
        assertThat(encoder.encode(values).partitionId()).isEqualTo(expected);
    }

    @Test
    void valueWithoutAPartitionNamesItsColumn() {
        RowEncoder encoder = encoder("toDate(t)", column("t", "DateTime64(3, 'UTC')", Default.OF_TYPE));
        assertMisfit(encoder, Map.of("t", Instant.parse("1969-12-31T23:59:59Z")), "t", "out of range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"toStartOfHour(t)", "(toYYYYMM(t), a)", "a", "toYYYYMM(t) + 1", "cityHash64(a) % 8"})
    void partitionKeyThatIsNotUnderstoodIsNotGuessed(String key) {
        assertThat(Partitioning.parse(key)).isEmpty();
    }

    private static void assertMisfit(RowEncoder encoder, Map<String, Object> row, String column, String reason) {
        assertThatThrownBy(() -> encoder.encode(row))
                .asInstanceOf(type(MisfitException.class))
                .satisfies(misfit -> assertThat(misfit.column()).isEqualTo(column))
                .satisfies(misfit -> assertThat(misfit.reason()).contains(reason));
    }

    private static String encodeOne(String type, Object value) throws MisfitException {
        Map<String, Object> values = new HashMap<>();
        values.put("c", value);
        byte[] bytes =
                encoder(column("c", type, Default.OF_TYPE)).encode(values).bytes();
        return HexFormat.of().formatHex(bytes);
    }

    private static RowEncoder encoder(Column... columns) {
        return encoder("", columns);
    }

    private static RowEncoder encoder(String partitionKey, Column... columns) {
        Partitioning partitioning = Partitioning.parse(partitionKey).orElseThrow();
        return new RowEncoder(TableSchema.of("t", List.of(columns), partitioning, true), MAX_ROW_BYTES);
    }

    private static Column column(String name, String type, Default byDefault) {
        return new Column(name, type, ColumnTypes.parse(type).orElse(null), byDefault);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
