package dev.cdp.flink.delivery;

import dev.cdp.contract.flat.FlatField;
import java.io.IOException;
import java.util.List;

/** How the flat fields of an object are written, by what reads them. */
public enum FlatForm {
    /** For JSON columns of ClickHouse, which gives a value the type that its text suggests: {@link FlatJson}. */
    CLICKHOUSE {
        @Override
        byte[] write(List<FlatField> fields) throws IOException {
            return FlatJson.write(fields);
        }
    },
    /** Values as they are: {@link ExactJson}. */
    EXACT {
        @Override
        byte[] write(List<FlatField> fields) throws IOException {
            return ExactJson.write(fields);
        }
    };

    /** One JSON object in UTF-8, without fields that are null. */
    abstract byte[] write(List<FlatField> fields) throws IOException;
}
