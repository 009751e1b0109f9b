package dev.cdp.flink.processing;

import dev.cdp.flink.processing.LinkHistory.Link;
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
 * {@link LinkHistory} in state. Format 2, numbers big-endian, lengths in seven-bit groups:
 *
 * <pre>
 * byte format | long revision | boolean truncated | long stoppedAt | length users, each: text | length links, each: long since, byte user
 * </pre>
 *
 * Format 1 has no revision and no truncated. Here, a link's user counts the users from 0, and text is a length and UTF-8 bytes.
 */
public final class LinkHistorySerializer extends ValueSerializer<LinkHistory> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 2;
    private static final int WITHOUT_REVISION = 1;

    @Override
    public void serialize(LinkHistory history, DataOutputView target) throws IOException {
        List<String> users = history.users();
        target.writeByte(FORMAT);
        target.writeLong(history.revision());
        target.writeBoolean(history.truncated());
        target.writeLong(history.stoppedAt());
        Binary.writeLength(users.size(), target);
        for (String user : users) {
            Binary.writeText(user, target);
        }
        Binary.writeLength(history.links().size(), target);
        for (Link link : history.links()) {
            target.writeLong(link.since());
            target.writeByte(users.indexOf(link.userId()));
        }
    }

    @Override
    public LinkHistory deserialize(DataInputView source) throws IOException {
        int format = source.readByte();
        if (format != FORMAT && format != WITHOUT_REVISION) {
            throw new IOException("link history of format " + format + ", but only up to " + FORMAT + " is known here");
        }
        long revision = format == FORMAT ? source.readLong() : 0;
        boolean truncated = format == FORMAT && source.readBoolean();
        long stoppedAt = source.readLong();
        int userCount = Binary.readLength(source);
        List<String> users = new ArrayList<>(userCount);
        for (int i = 0; i < userCount; i++) {
            users.add(Binary.readText(source));
        }
        int linkCount = Binary.readLength(source);
        List<Link> links = new ArrayList<>(linkCount);
        for (int i = 0; i < linkCount; i++) {
            links.add(new Link(source.readLong(), users.get(source.readUnsignedByte())));
        }
        // Format 1 did not say: a full one may have forgotten some.
        boolean full = format == WITHOUT_REVISION && linkCount == LinkHistory.MAX_LINKS;
        return new LinkHistory(List.copyOf(links), stoppedAt, revision, truncated || full);
    }

    @Override
    public TypeSerializerSnapshot<LinkHistory> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Instantiated by Flink, from savepoints too: its name must stay. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LinkHistory> {
        public Snapshot() {
            super(LinkHistorySerializer::new);
        }
    }
}
