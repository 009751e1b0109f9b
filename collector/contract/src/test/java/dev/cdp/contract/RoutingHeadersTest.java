package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingHeadersTest {
    private static final RoutingHeaders HEADERS = new RoutingHeaders(
            "demo", "shop", "mé", EventType.SCREEN, 1764000000123L, new Origin("host/with/slashes", 3, 42));

    @Test
    void keepTheirNamesAndText() {
        assertThat(written())
                .isEqualTo(Map.of(
                        "cdp-workspace-id", "demo",
                        "cdp-source-id", "shop",
                        "cdp-message-id", "mé",
                        "cdp-type", "screen",
                        "cdp-received-at", "1764000000123",
                        "cdp-origin", "host/with/slashes/3/42"));
    }

    @Test
    void areReadBack() {
        assertThat(read(written())).isEqualTo(HEADERS);
    }

    @ParameterizedTest
    @CsvSource({
        "cdp-workspace-id,",
        "cdp-type, vote",
        "cdp-received-at, yesterday",
        "cdp-origin, host",
        "cdp-origin, host/1",
        "cdp-origin, host/1/x"
    })
    void missingOrWrongOneIsNamed(String name, String value) {
        Map<String, String> headers = written();
        headers.put(name, value);

        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> read(headers))
                .satisfies(e -> assertThat(e.field()).isEqualTo(name));
    }

    private static Map<String, String> written() {
        Map<String, String> headers = new HashMap<>();
        HEADERS.forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
        return headers;
    }

    private static RoutingHeaders read(Map<String, String> headers) {
        return RoutingHeaders.read(name -> {
            String value = headers.get(name);
            return value == null ? null : value.getBytes(UTF_8);
        });
    }
}
