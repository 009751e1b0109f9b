package dev.cdp.flink.connector.clickhouse.columnar;

import java.util.function.Supplier;

/**
 * What a value in JSON is to a column of JSON. Which type it gets is what a server makes of its text when nothing is to be
 * inferred from strings (seen with 26.7).
 */
enum JsonKind {
    INT64("Int64", () -> new FixedColumn(Long.BYTES)),
    UINT64("UInt64", () -> new FixedColumn(Long.BYTES)),
    FLOAT64("Float64", () -> new FixedColumn(Double.BYTES)),
    BOOL("Bool", () -> new FixedColumn(1)),
    STRING("String", StringColumn::new),
    INT64S("Array(Nullable(Int64))", () -> ofNullables(new FixedColumn(Long.BYTES))),
    FLOAT64S("Array(Nullable(Float64))", () -> ofNullables(new FixedColumn(Double.BYTES))),
    BOOLS("Array(Nullable(Bool))", () -> ofNullables(new FixedColumn(1))),
    STRINGS("Array(Nullable(String))", () -> ofNullables(new StringColumn())),
    OBJECTS("Array(JSON(max_dynamic_types=16, max_dynamic_paths=256))", () -> new ArrayColumn(new JsonColumn()));

    private final String type;
    private final Supplier<Column> column;

    JsonKind(String type, Supplier<Column> column) {
        this.type = type;
        this.column = column;
    }

    private static Column ofNullables(Column values) {
        return new ArrayColumn(new NullableColumn(values));
    }

    String type() {
        return type;
    }

    Column newColumn() {
        return column.get();
    }

    static JsonKind ofType(String type) {
        for (JsonKind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of JSON value is a " + type);
    }
}
