package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Encoding: table, header, format, partition id, row; UTF strings, and byte arrays with their length in front. Meant to be
 * rare: between the chained encoder and sink rows are passed on as they are.
 */
final class EncodedRowSerializer extends TypeSerializerSingleton<EncodedRow> {
    private static final long serialVersionUID = 1L;

    static final EncodedRowSerializer INSTANCE = new EncodedRowSerializer();

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public EncodedRow createInstance() {
        return new EncodedRow(new RowLayout("", new byte[0], BlockFormat.ROWS), "", new byte[0]);
    }

    @Override
    public EncodedRow copy(EncodedRow from) {
        return from;
    }

    @Override
    public EncodedRow copy(EncodedRow from, EncodedRow reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(EncodedRow row, DataOutputView target) throws IOException {
        target.writeUTF(row.table());
        writeBytes(row.layout().header(), target);
        target.writeByte(row.layout().format().code());
        target.writeUTF(row.partitionId());
        writeBytes(row.bytes(), target);
    }

    @Override
    public EncodedRow deserialize(DataInputView source) throws IOException {
        RowLayout layout = new RowLayout(source.readUTF(), readBytes(source), BlockFormat.ofCode(source.readByte()));
        return new EncodedRow(layout, source.readUTF(), readBytes(source));
    }

    @Override
    public EncodedRow deserialize(EncodedRow reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    private static byte[] readBytes(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return bytes;
    }

    @Override
    public TypeSerializerSnapshot<EncodedRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Needs a public constructor to be found again. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EncodedRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
