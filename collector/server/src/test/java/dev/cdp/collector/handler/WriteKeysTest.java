package dev.cdp.collector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.service.auth.Credentials;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeysTest {
    private static final String PATH = "/v1/track";

    @Test
    void theFirstWriteKeyOfTheQueryIsTheKey() {
        assertThat(WriteKeys.of("/v1/track?a=b&writeKey=a%3Db&writeKey=c", new DefaultHttpHeaders())
                        .query())
                .isEqualTo("a=b");
        assertThat(WriteKeys.of("/v1/track?writekey=a", new DefaultHttpHeaders())
                        .query())
                .isEmpty();
    }

    @Test
    void theUserOfBasicAuthenticationIsTheKey() {
        assertThat(withAuthorization(basic("key:")).header()).containsExactly("key");
        assertThat(withAuthorization(basic("key:password")).header()).containsExactly("key");
        assertThat(withAuthorization(basic("key")).header()).containsExactly("key");
        assertThat(withAuthorization(basic("key:").replace("Basic", "basic")).header())
                .containsExactly("key");
    }

    @Test
    void aBearerTokenIsTheKey() {
        assertThat(withAuthorization("Bearer key").header()).containsExactly("key");
    }

    @Test
    void ofAnIdAndASecretTheWholeIsTriedFirstAndTheIdNeverAlone() {
        assertThat(WriteKeys.of(PATH, headers("X-Write-Key", "id:secret")).header())
                .containsExactly("id:secret", "secret");
        assertThat(WriteKeys.of(PATH, headers("X-Write-Key", "key")).header()).containsExactly("key");
    }

    @Test
    void authorizationGoesBeforeXWriteKey() {
        HttpHeaders both = headers("Authorization", "Bearer first").add("X-Write-Key", "second");
        assertThat(WriteKeys.of(PATH, both).header()).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest username=key", "Basic !!!", "Basic ", "Bearer ", "Basic Og=="})
    void anAuthorizationWithoutAKeyIsPassedOver(String authorization) {
        HttpHeaders both = headers("Authorization", authorization).add("X-Write-Key", "key");
        assertThat(WriteKeys.of(PATH, both).header()).containsExactly("key");
    }

    private static Credentials withAuthorization(String authorization) {
        return WriteKeys.of(PATH, headers("Authorization", authorization));
    }

    private static HttpHeaders headers(String name, String value) {
        return new DefaultHttpHeaders().add(name, value);
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
