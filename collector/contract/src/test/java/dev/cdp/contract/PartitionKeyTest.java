package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionKeyTest {
    @ParameterizedTest(name = "{0} anonymous={1} previous={2} user={3} -> {4}")
    @CsvSource({
        "TRACK,    anon,      prev, user, w:anon",
        "TRACK,    ,          ,     user, w:user",
        "TRACK,    undefined, ,     user, w:user",
        "TRACK,    0,         ,     null, w:m",
        "ALIAS,    anon,      prev, user, w:prev",
        "ALIAS,    anon,      NaN,  user, w:anon",
        "IDENTIFY, anon,      ,     user, w:anon"
    })
    void ordersByTheIdThatStitchingRestsOn(
            EventType type, String anonymousId, String previousId, String userId, String key) {
        assertThat(PartitionKey.of("w", type, anonymousId, previousId, userId, "m"))
                .isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'  ', true",
        "null, true",
        "Undefined, true",
        "ANONYMOUS, true",
        "unknown, true",
        "NaN, true",
        "0, true",
        "000, true",
        "00000000-0000-0000-0000-000000000000, true",
        "-, false",
        "10, false",
        "nobody, false",
        "a, false"
    })
    void knowsTheIdsThatAreNoOnes(String id, boolean nobody) {
        assertThat(NobodyIds.isNobody(id)).isEqualTo(nobody);
    }
}
