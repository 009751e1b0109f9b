package dev.cdp.admin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeyTest {
    @Test
    void hashIsSha256OfTheUtf8Bytes() {
        // From: printf demo_write_key | sha256sum
        assertThat(HexFormat.of().formatHex(new WriteKey("demo_write_key").sha256()))
                .isEqualTo("e30aeb07b6f5b4a5842405062579c3ac1caf5214d95d73553f4ddcf5f486c04a");
    }

    @Test
    void onlyTheLastFourCharactersCanBeRead() {
        WriteKey key = new WriteKey("abcdefgh");

        assertThat(key.hint()).isEqualTo("****efgh");
        assertThat(key).hasToString("****efgh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "with space", "with:colon", "nöt_ascii_", "line\nbreak"})
    void keyThatAnSdkCouldNotSendIsRefusedWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> new WriteKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a write key is 8 to 200 visible ASCII characters without a colon");
    }
}
