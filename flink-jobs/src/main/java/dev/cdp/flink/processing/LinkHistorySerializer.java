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
 * {@link LinkHistory} in state. Format 1, numbers big-endian, lengths in seven-bit groups:
 *
 * <pre>
 * byte format | long stoppedAt | length users, each: text | length links, each: long since, byte user
 * </pre>
 *
 * where a link's user counts the users from 0, and text is a length and UTF-8 bytes.
 */
public final class LinkHistorySerializer extends ValueSerializer<LinkHistory> {
    private static final long serialVersionUID = 1L;
    private static final int FORMAT = 1;

    @Override
    public void serialize(LinkHistory history, DataOutputView target) throws IOException {
        List<String> users = history.users();
        target.writeByte(FORMAT);
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
        if (format != FORMAT) {
            throw new IOException("link history of format " + format + ", but only " + FORMAT + " is known here");
        }
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
        return new LinkHistory(List.copyOf(links), stoppedAt);
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
