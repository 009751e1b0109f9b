package dev.cdp.collector.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpPolicyTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "KEEP, 203.0.113.77, 203.0.113.77",
                "KEEP, whatever, whatever",
                "TRUNCATE, 203.0.113.77, 203.0.113.0",
                "TRUNCATE, ::ffff:203.0.113.77, 203.0.113.0",
                "TRUNCATE, 2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0",
                "TRUNCATE, localhost, ''",
                "TRUNCATE, '', ''",
                "DROP, 203.0.113.77, ''",
            })
    void keepsWhatThePolicySays(IpPolicy policy, String address, String kept) {
        assertThat(policy.keptOf(address)).isEqualTo(kept);
    }
}
