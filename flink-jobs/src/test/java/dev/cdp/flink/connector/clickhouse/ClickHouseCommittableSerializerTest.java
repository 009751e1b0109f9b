package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClickHouseCommittableSerializerTest {
    private final ClickHouseCommittableSerializer serializer = new ClickHouseCommittableSerializer();

    private static ClickHouseCommittable block(BlockFormat format) {
        return new ClickHouseCommittable(42, -3, "events", "202611", 2, format, new byte[] {10, 20, 30, -1});
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(BlockFormat format) throws IOException {
        assertThat(serializer.deserialize(2, serializer.serialize(block(format))))
                .isEqualTo(block(format));
    }

    /** Savepoints of older releases hold these bytes: they must be readable for ever. */
    @Test
    void readsTheRecordedBytesOfEachVersion() throws IOException {
        assertThat(serializer.deserialize(1, recorded(1))).isEqualTo(block(BlockFormat.ROWS));
        assertThat(serializer.deserialize(2, recorded(2))).isEqualTo(block(BlockFormat.COLUMNS));
    }

    @Test
    void stillWritesVersion2AsRecorded() throws IOException {
        assertThat(serializer.getVersion()).isEqualTo(2);
        assertThat(serializer.serialize(block(BlockFormat.COLUMNS))).isEqualTo(recorded(2));
    }

    @Test
    void refusesBytesOfAReleaseItDoesNotKnow() {
        assertThatThrownBy(() -> serializer.deserialize(3, recorded(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void noticesADamagedPayload() throws IOException {
        byte[] bytes = serializer.serialize(block(BlockFormat.ROWS));
        bytes[bytes.length - 5] ^= 1;
        assertThatThrownBy(() -> serializer.deserialize(2, bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private static byte[] recorded(int version) throws IOException {
        try (InputStream in = ClickHouseCommittableSerializerTest.class.getResourceAsStream(
                "committable-v%d.bin".formatted(version))) {
            return in.readAllBytes();
        }
    }
}
