package dev.cdp.admin.service.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTokenTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
    void oneIsMadeWhereOthersCanReachTheService(String host) {
        SetupToken token = new SetupToken("", host);
        assertThat(token.isAsked()).isTrue();
        assertThatThrownBy(() -> token.require(null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> token.require("")).isInstanceOf(Problem.class);
    }

    @Test
    void noneIsAskedForOnThisMachineAlone() {
        assertThat(new SetupToken("", "127.0.0.1").isAsked()).isFalse();
        assertThatCode(() -> new SetupToken("", "localhost").require(null)).doesNotThrowAnyException();
    }

    @Test
    void whatIsConfiguredIsAskedForEverywhere() {
        SetupToken token = new SetupToken("given", "127.0.0.1");
        assertThatThrownBy(() -> token.require("other")).isInstanceOf(Problem.class);
        assertThatCode(() -> token.require("given")).doesNotThrowAnyException();
    }
}
