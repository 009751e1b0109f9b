package dev.cdp.flink.identity;

import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.flink.identity.Notice.EventsWritten;
import dev.cdp.flink.identity.Notice.OwnersChanged;
import dev.cdp.flink.serialization.Binary;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link Notice} between operators and in state. Format 1, numbers big-endian, lengths in seven-bit groups:
 *
 * <pre>
 * byte format | 0 | text workspace | text anonymous id | long at | long revision | length owners, each: long from, text user
 * byte format | 1 | text partition | long block
 * </pre>
 */
public final class NoticeSerializer extends ValueSerializer<Notice> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;
    private static final int OWNERS_CHANGED = 0;
    private static final int EVENTS_WRITTEN = 1;

    @Override
    public void serialize(Notice notice, DataOutputView target) throws IOException {
        target.writeByte(FORMAT);
        if (notice instanceof OwnersChanged changed) {
            target.writeByte(OWNERS_CHANGED);
            write(changed, target);
        } else if (notice instanceof EventsWritten written) {
            target.writeByte(EVENTS_WRITTEN);
            Binary.writeText(written.partitionId(), target);
            target.writeLong(written.blockId());
        }
    }

    private static void write(OwnersChanged changed, DataOutputView target) throws IOException {
        Binary.writeText(changed.workspaceId(), target);
        Binary.writeText(changed.anonymousId(), target);
        target.writeLong(changed.at());
        target.writeLong(changed.ownership().revision());
        Binary.writeLength(changed.ownership().owners().size(), target);
        for (Owner owner : changed.ownership().owners()) {
            target.writeLong(owner.from());
            Binary.writeText(owner.userId(), target);
        }
    }

    @Override
    public Notice deserialize(DataInputView source) throws IOException {
        int format = source.readByte();
        if (format != FORMAT) {
            throw new IOException("a notice of format " + format + ", but only " + FORMAT + " is known here");
        }
        int kind = source.readByte();
        return switch (kind) {
            case OWNERS_CHANGED -> readOwnersChanged(source);
            case EVENTS_WRITTEN -> new EventsWritten(Binary.readText(source), source.readLong());
            default -> throw new IOException("a notice of an unknown kind: " + kind);
        };
    }

    private static OwnersChanged readOwnersChanged(DataInputView source) throws IOException {
        String workspaceId = Binary.readText(source);
        String anonymousId = Binary.readText(source);
        long at = source.readLong();
        long revision = source.readLong();
        int count = Binary.readLength(source);
        List<Owner> owners = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            owners.add(new Owner(source.readLong(), Binary.readText(source)));
        }
        return new OwnersChanged(workspaceId, anonymousId, new Ownership(revision, owners), at);
    }

    @Override
    public TypeSerializerSnapshot<Notice> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Notice> {
        public Snapshot() {
            super(NoticeSerializer::new);
        }
    }
}
