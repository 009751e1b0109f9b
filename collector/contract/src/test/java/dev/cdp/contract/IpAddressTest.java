package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
    })
    void addressIsRead(String text, String address) {
        assertThat(IpAddress.parse(text).orElseThrow().getHostAddress()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "example.org", "fe.de", "999.1.1.1", "1.2.3", "1.2.3.4.5", "::zz", ":::", "fe80::1%eth0"})
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
