package dev.cdp.collector.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.service.auth.Credentials;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteKeysTest {

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
        assertThat(WriteKeys.of(request().header("X-Write-Key", "id:secret")).header())
                .containsExactly("id:secret", "secret");
        assertThat(WriteKeys.of(request().header("X-Write-Key", "key")).header())
                .containsExactly("key");
    }

    @Test
    void authorizationGoesBeforeXWriteKey() {
        HttpRequest<?> both = request().header("Authorization", "Bearer first").header("X-Write-Key", "second");
        assertThat(WriteKeys.of(both).header()).containsExactly("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digest username=key", "Basic !!!", "Basic ", "Bearer ", "Basic Og=="})
    void anAuthorizationWithoutAKeyIsPassedOver(String authorization) {
        HttpRequest<?> both = request().header("Authorization", authorization).header("X-Write-Key", "key");
        assertThat(WriteKeys.of(both).header()).containsExactly("key");
    }

    private static Credentials withAuthorization(String authorization) {
        return WriteKeys.of(request().header("Authorization", authorization));
    }

    private static io.micronaut.http.MutableHttpRequest<?> request() {
        return HttpRequest.POST("/v1/track", "");
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
