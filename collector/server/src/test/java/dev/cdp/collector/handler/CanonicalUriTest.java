package dev.cdp.collector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalUriTest {

    @ParameterizedTest
    @CsvSource({
        "//v1/import/, /v1/import",
        "///v1//track///, /v1/track",
        "/v1/track/?writeKey=a//b/, /v1/track?writeKey=a//b/",
        "//, /",
        "/, /"
    })
    void surplusSlashesOfThePathAreTakenAway(String sent, String canonical) {
        assertThat(CanonicalUri.of(sent)).isEqualTo(canonical);
    }

    @Test
    void aCanonicalUriIsPassedOnAsItIs() {
        String uri = "/v1/track?context=https://example.com//x/";
        assertThat(CanonicalUri.of(uri)).isSameAs(uri);
    }
}
