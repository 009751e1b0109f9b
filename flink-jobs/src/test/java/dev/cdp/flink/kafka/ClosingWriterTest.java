package dev.cdp.flink.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class ClosingWriterTest {
    /** A later connector may close it itself, or call it something else: then this class is to be looked at. */
    @Test
    void connectorStillHasTheClientThatItLeavesOpen() {
        assertThatCode(() -> Class.forName("org.apache.flink.connector.kafka.sink.ExactlyOnceKafkaWriter")
                        .getDeclaredField(ClosingWriter.ADMIN))
                .doesNotThrowAnyException();
    }
}
