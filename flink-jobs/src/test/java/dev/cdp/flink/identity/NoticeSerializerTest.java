package dev.cdp.flink.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.flink.identity.Notice.EventsWritten;
import dev.cdp.flink.identity.Notice.OwnersChanged;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Recorded bytes of format 1. They lie in savepoints, as what a backfill has still to do: add a format, never change one. */
class NoticeSerializerTest {
    private static final String OWNERS_CHANGED_V1 = "01" // format
            + "00" // kind
            + "027773" // workspace
            + "05616e6ec3a4" // anonymous id
            + "0000019cd7a5fa00" // at
            + "0000000000000003" // revision
            + "02" // two owners
            + "0000000000000000"
            + "027531"
            + "0000019cd7a5fa0a"
            + "00"; // nobody, since then

    private static final Notice OWNERS_CHANGED = new OwnersChanged(
            "ws", "annä", new Ownership(3, List.of(new Owner(0, "u1"), new Owner(0x19cd7a5fa0aL, ""))), 0x19cd7a5fa00L);

    private static final String EVENTS_WRITTEN_V1 = "01" // format
            + "01" // kind
            + "06323032363131" // partition
            + "00c0ffee00c0ffee"; // block

    private static final Notice EVENTS_WRITTEN = new EventsWritten("202611", 0x00c0ffee00c0ffeeL);

    @Test
    void recordedChangeOfOwnersIsRead() throws IOException {
        assertThat(read(OWNERS_CHANGED_V1)).isEqualTo(OWNERS_CHANGED);
        assertThat(written(OWNERS_CHANGED)).isEqualTo(OWNERS_CHANGED_V1);
    }

    @Test
    void recordedBlockIsRead() throws IOException {
        assertThat(read(EVENTS_WRITTEN_V1)).isEqualTo(EVENTS_WRITTEN);
        assertThat(written(EVENTS_WRITTEN)).isEqualTo(EVENTS_WRITTEN_V1);
    }

    @Test
    void laterFormatsAndUnknownKindsAreRefused() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("0200"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read("0107"));
    }

    private static Notice read(String hex) throws IOException {
        DataInputDeserializer source = new DataInputDeserializer(HexFormat.of().parseHex(hex));
        Notice notice = new NoticeSerializer().deserialize(source);
        assertThat(source.available()).as("bytes left").isZero();
        return notice;
    }

    private static String written(Notice notice) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(64);
        new NoticeSerializer().serialize(notice, target);
        return HexFormat.of().formatHex(target.getCopyOfBuffer());
    }
}
