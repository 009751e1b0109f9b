package dev.cdp.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.functions.Sealing;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationLoginTest {
    private static final String KEY = "the key of an installation, long enough";
    private static final String URL = "jdbc:postgresql://theirs/db";
    private static final DestinationLogin OURS = new DestinationLogin("jdbc:postgresql://ours/db", "us", "ours");

    @Test
    void whatTheSettingsLeaveOutTheArgumentsSay() {
        assertThat(login(Map.of())).isEqualTo(OURS);
        assertThat(login(Map.of("user", "them"))).isEqualTo(new DestinationLogin(OURS.url(), "them", "ours"));
    }

    @Test
    void anotherServerIsNeverSentThePasswordOfOurs() {
        assertThat(login(Map.of("url", URL)).password()).isEmpty();
        assertThat(login(Map.of("url", URL, "user", "us")).password()).isEmpty();
    }

    @Test
    void passwordIsASecretOfTheWorkspace() throws GeneralSecurityException {
        Map<String, String> settings = Map.of("url", URL, "user", "them", "password", "secret:DB");
        ConfigRecord sealed = Sealing.seal(KEY, "ws", "DB", 1, "theirs");

        assertThat(login(settings, KEY, sealed)).isEqualTo(new DestinationLogin(URL, "them", "theirs"));
        assertThat(login(Map.of("password", "secret:DB"), KEY, sealed))
                .isEqualTo(new DestinationLogin(OURS.url(), "us", "theirs"));
    }

    @Test
    void refusalsNameTheDestinationAndWhatIsMissing() throws GeneralSecurityException {
        Map<String, String> settings = Map.of("password", "secret:DB");
        ConfigRecord sealed = Sealing.seal(KEY, "ws", "DB", 1, "theirs");
        ConfigRecord other = Sealing.seal(KEY, "other", "DB", 1, "theirs");

        refuses(settings, "", "--destination ws/d: its password is the secret DB: --secret-key", sealed);
        refuses(settings, KEY, "--destination ws/d: its workspace has no secret DB", other);
        refuses(settings, KEY + "x", "--destination ws/d: the secret DB can't be opened", sealed);
        refuses(Map.of("password", "plain"), KEY, "--destination ws/d: its setting password is no reference", sealed);
    }

    @Test
    void certificateIsCheckedWhereTheDestinationAsksForIt() {
        assertThat(login(Map.of("url", URL, "tls", "verify")).url())
                .isEqualTo(URL + "?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
        assertThat(login(Map.of("url", URL, "tls", "require")).url()).isEqualTo(URL + "?sslmode=require");
        assertThatThrownBy(() -> login(Map.of("url", URL, "tls", "perhaps")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("tls is prefer, require or verify");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8123",
                "http://localhost:8123/",
                "http://169.254.169.254:80",
                "http://10.1.2.3:8123",
                "http://2130706433:8123",
                "http://[::ffff:127.0.0.1]:8123",
                "jdbc:postgresql://127.0.0.1:5432/cdp",
                "jdbc:postgresql://203.0.113.1,127.0.0.1/cdp"
            })
    void serverWithinTheInstallationsNetworksIsRefused(String url) {
        assertThatThrownBy(() -> DestinationLogin.requireAddress(destination(Map.of("url", url)), List.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith("--destination ws/d: its url names no public address");
    }

    @Test
    void serverInAnAllowedNetworkOrAtAPublicAddressIsNotRefused() {
        DestinationConfig inside = destination(Map.of("url", "jdbc:postgresql://10.1.2.3/db"));
        assertThatCode(() -> DestinationLogin.requireAddress(inside, List.of("10.1.0.0/16")))
                .doesNotThrowAnyException();
        assertThatCode(() -> DestinationLogin.requireAddress(
                        destination(Map.of("url", "https://93.184.216.34:8443")), List.of()))
                .doesNotThrowAnyException();
        assertThatCode(() -> DestinationLogin.requireAddress(destination(Map.of()), List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void isShownWithoutThePassword() {
        assertThat(OURS).hasToString("jdbc:postgresql://ours/db as us");
    }

    private static void refuses(Map<String, String> settings, String key, String message, ConfigRecord secret) {
        assertThatThrownBy(() -> login(settings, key, secret))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("theirs")
                .hasMessageNotContaining("plain");
    }

    private static DestinationLogin login(Map<String, String> settings) {
        return login(settings, KEY);
    }

    private static DestinationLogin login(Map<String, String> settings, String key, ConfigRecord... records) {
        return DestinationLogin.of(destination(settings), ConfigSnapshot.of(List.of(records)), key, OURS);
    }

    private static DestinationConfig destination(Map<String, String> settings) {
        return new DestinationConfig("ws", "d", 1, "D", "postgresql", settings);
    }
}
