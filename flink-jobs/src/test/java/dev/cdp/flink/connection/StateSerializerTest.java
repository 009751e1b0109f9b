package dev.cdp.flink.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.Events;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Recorded bytes of what lies in state. They lie in savepoints: never change them, add a format. */
class StateSerializerTest {
    private static final String HELD_V1 = "01" // format
            + "027773" // workspace
            + "0473686f70" // source
            + "01" + "74" // topic
            + "00000003" // partition
            + "000000000000000a" // from
            + "0000000000000014" // to
            + "0000019cd7a5fa00"; // since

    private static final HeldRange HELD = new HeldRange("ws", "shop", "t", 3, 10, 20, 0x19cd7a5fa00L);

    /** Format, two retries, the time of the next, the length of the event. */
    private static final String PENDING_V1 = "01" + "00000002" + "0000019cd7a5fa00" + "bf03";

    private static final String PENDING_EVENT_V1 = "{\"v\":1,\"userId\":\"u1\",\"envelope\":{\"v\":1,"
            + "\"eventId\":\"f6c813f3-89d9-8817-761b-f1631af23919\",\"workspaceId\":\"ws\",\"sourceId\":\"src\","
            + "\"messageId\":\"m1\",\"type\":\"track\",\"event\":\"Product Viewed\",\"anonymousId\":\"anna\","
            + "\"channel\":\"live\",\"receivedAt\":1772000000000,\"sentAt\":1771999999800,"
            + "\"originalTimestamp\":1771999998800,\"timestamp\":1771999999000,\"ip\":\"203.0.113.7\","
            + "\"userAgent\":\"tests\",\"origin\":{\"instance\":\"collector-1\",\"epoch\":3,\"sequence\":42},"
            + "\"payload\":{\"a\":1}}}";

    private static final PendingEvent PENDING = new PendingEvent(
            new ProcessedEvent(
                    "u1",
                    null,
                    Events.track("m1")
                            .anonymous("anna")
                            .at(1_772_000_000_000L)
                            .payload("{\"a\":1}")
                            .envelope()),
            2,
            0x19cd7a5fa00L);

    @Test
    void recordedHeldRangeIsRead() throws IOException {
        assertThat(read(new HeldRangeSerializer(), HELD_V1)).isEqualTo(HELD);
        assertThat(written(new HeldRangeSerializer(), HELD)).isEqualTo(HELD_V1);
    }

    @Test
    void recordedPendingEventIsRead() throws IOException {
        String recorded = PENDING_V1 + HexFormat.of().formatHex(PENDING_EVENT_V1.getBytes(UTF_8));
        assertThat(written(new PendingEventSerializer(), PENDING)).isEqualTo(recorded);
        assertThat(read(new PendingEventSerializer(), recorded)).isEqualTo(PENDING);
    }

    @Test
    void laterFormatsAreRefused() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(new HeldRangeSerializer(), "02"));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(new PendingEventSerializer(), "02"));
    }

    private static <T> T read(ValueSerializer<T> serializer, String hex) throws IOException {
        return serializer.deserialize(new DataInputDeserializer(HexFormat.of().parseHex(hex)));
    }

    private static <T> String written(ValueSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer target = new DataOutputSerializer(64);
        serializer.serialize(value, target);
        return HexFormat.of().formatHex(target.getCopyOfBuffer());
    }
}
