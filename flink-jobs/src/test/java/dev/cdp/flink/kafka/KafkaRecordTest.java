package dev.cdp.flink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.RoutingHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class KafkaRecordTest {
    private static final long KAFKA_TIME = 5;

    @Test
    void eventTimeIsWhenTheCollectorReceivedTheEvent() {
        assertThat(record("1795435200000").receivedAt()).isEqualTo(1_795_435_200_000L);
    }

    @Test
    void recordWithoutThatHeaderHasTheTimeOfKafka() {
        assertThat(record(null).receivedAt()).isEqualTo(KAFKA_TIME);
        assertThat(record("soon").receivedAt()).isEqualTo(KAFKA_TIME);
    }

    private static KafkaRecord record(String receivedAt) {
        List<KafkaHeader> headers = receivedAt == null
                ? List.of()
                : List.of(new KafkaHeader(RoutingHeaders.RECEIVED_AT, receivedAt.getBytes(UTF_8)));
        return new KafkaRecord("t", 0, 0, KAFKA_TIME, new byte[0], new byte[0], headers);
    }
}
