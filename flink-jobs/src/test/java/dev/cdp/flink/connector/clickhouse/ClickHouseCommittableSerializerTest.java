package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ClickHouseCommittableSerializerTest {
    private static final ClickHouseCommittable BLOCK =
            new ClickHouseCommittable(42, -3, "events", "202611", 2, new byte[] {10, 20, 30, -1});

    private final ClickHouseCommittableSerializer serializer = new ClickHouseCommittableSerializer();

    @Test
    void readsWhatItWrites() throws IOException {
        assertThat(serializer.deserialize(1, serializer.serialize(BLOCK))).isEqualTo(BLOCK);
    }

    /** A savepoint of an older release holds these bytes: they must be readable for ever. */
    @Test
    void readsTheRecordedBytesOfVersion1() throws IOException {
        assertThat(serializer.deserialize(1, recorded())).isEqualTo(BLOCK);
    }

    @Test
    void stillWritesVersion1AsRecorded() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(1);
        assertThat(serializer.serialize(BLOCK)).isEqualTo(recorded());
    }

    @Test
    void refusesBytesOfAReleaseItDoesNotKnow() {
        assertThatThrownBy(() -> serializer.deserialize(2, recorded()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void noticesADamagedPayload() throws IOException {
        byte[] bytes = serializer.serialize(BLOCK);
        bytes[bytes.length - 5] ^= 1;
        assertThatThrownBy(() -> serializer.deserialize(1, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private static byte[] recorded() throws IOException {
        try (InputStream in = ClickHouseCommittableSerializerTest.class.getResourceAsStream("committable-v1.bin")) {
            return in.readAllBytes();
        }
    }
}
