package dev.cdp.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSettingsTest {
    @Test
    void theDefaultsAgreeWithEachOther() {
        LimitSettings defaults = new LimitSettings(100, 500, 2_500, 1_000);
        assertThat(defaults.keptBytes()).isLessThan(defaults.payloadInRecordBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500, 2500, 1000, PAYLOAD_LIMIT_KB",
        "600, 500, 2500, 16000, PAYLOAD_LIMIT_KB",
        "100, 70000, 2500, 1000, BATCH_LIMIT_KB",
        "100, 500, 0, 1000, BATCH_LIMIT_EVENTS",
        "490, 500, 2500, 1000, RECORD_LIMIT_KB",
        "100, 500, 2500, 16385, RECORD_LIMIT_KB"
    })
    void limitsThatContradictEachOtherNameTheSetting(int payload, int batch, int events, int record, String setting) {
        assertThatThrownBy(() -> new LimitSettings(payload, batch, events, record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(setting + " is ");
    }
}
