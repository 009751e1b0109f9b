package dev.cdp.flink.connector.clickhouse;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A row that is known to fit its table, in RowBinary without its {@code _block}. Immutable. */
public final class EncodedRow {

    /** For streams of encoded rows. */
    public static final TypeInformation<EncodedRow> TYPE = new EncodedRowTypeInfo();

    private final RowLayout layout;
    private final String partitionId;
    private final byte[] bytes;

    EncodedRow(RowLayout layout, String partitionId, byte[] bytes) {
        this.layout = layout;
        this.partitionId = partitionId;
        this.bytes = bytes;
    }

    public String table() {
        return layout.table();
    }

    public String partitionId() {
        return partitionId;
    }

    RowLayout layout() {
        return layout;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "EncodedRow{" + table() + "/" + partitionId + ", " + bytes.length + " bytes}";
    }
}
