package dev.cdp.flink.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Enrichment.UserAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentsTest {
    private final UserAgents userAgents = new UserAgents();

    @Test
    void browserSystemAndDeviceAreTold() {
        assertThat(userAgents.find("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
                        + " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"))
                .isEqualTo(new UserAgent("Mobile Safari", "17", "iOS", "17", "iPhone", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; GPTBot/1.1; +https://openai.com/gptbot)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/131.0.0.0"
                        + " Safari/537.36",
            })
    void programsWithoutAPersonAreBots(String text) {
        assertThat(userAgents.find(text).bot()).isTrue();
    }

    @Test
    void whatNobodyKnowsIsUnknown() {
        assertThat(userAgents.find("x".repeat(100_000))).isEqualTo(UserAgent.UNKNOWN);
    }
}
