package dev.cdp.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls the admin service as the console does, in the session of the stack's operator. */
public final class AdminApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Http http = new Http();
    private final String url;
    private String cookie = "";
    private String csrf = "";

    private AdminApi(String url) {
        this.url = url;
    }

    static AdminApi login(String url, String email, String password) {
        AdminApi api = new AdminApi(url);
        HttpResponse<String> answer =
                api.send("POST", "/api/v1/session", Map.of("email", email, "password", password), 0);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        api.cookie = answer.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
        api.csrf = Json.parse(answer.body()).get("csrf_token").asText();
        return api;
    }

    public JsonNode get(String path) {
        return answer(send("GET", path, null, 0));
    }

    public JsonNode post(String path, Object body) {
        return answer(send("POST", path, body, 0));
    }

    /** @param version that is changed */
    public JsonNode patch(String path, long version, Object body) {
        return answer(send("PATCH", path, body, version));
    }

    /** @param version that is changed */
    public JsonNode put(String path, long version, Object body) {
        return answer(send("PUT", path, body, version));
    }

    private static JsonNode answer(HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(response.request() + " was answered " + response.body())
                .isBetween(200, 299);
        return Json.parse(response.body());
    }

    private HttpResponse<String> send(String method, String path, Object body, long version) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf);
        if (version > 0) {
            request.header("If-Match", "\"" + version + "\"");
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofString(Json.of(body).toString()));
        }
        return http.send(request, PATIENCE);
    }
}
