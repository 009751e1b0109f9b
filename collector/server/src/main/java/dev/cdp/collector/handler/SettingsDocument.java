package dev.cdp.collector.handler;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.config.CollectorSettings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The document that Segment's CDN gives to @segment/analytics-next and the mobile libraries, with
 * this collector as the only integration: they send to {@code protocol://apiHost/t} and the like.
 */
@Singleton
final class SettingsDocument {
    private static final JsonMapper JSON = new JsonMapper();

    private final CollectorSettings settings;

    SettingsDocument(CollectorSettings settings) {
        this.settings = settings;
    }

    byte[] of(HttpRequest<?> request, String writeKey) {
        URI base = URI.create(baseUrl(request));
        ObjectNode document = JSON.createObjectNode();
        ObjectNode segment = document.putObject("integrations").putObject("Segment.io");
        segment.put("apiKey", writeKey)
                .put("apiHost", base.getRawAuthority() + base.getRawPath() + "/v1")
                .put("protocol", base.getScheme())
                .put("addBundledMetadata", true)
                .put("retryQueue", true);
        segment.putArray("unbundledIntegrations");
        segment.putObject("versionSettings")
                .put("version", "4.4.7")
                .putArray("componentTypes")
                .add("browser");
        ObjectNode plan = document.putObject("plan");
        for (String type : new String[] {"track", "identify", "group"}) {
            plan.putObject(type).putObject("__default").put("enabled", true).putObject("integrations");
        }
        document.putObject("middlewareSettings");
        document.putObject("enabledMiddleware");
        document.putArray("remotePlugins");
        document.put("analyticsNextEnabled", true).put("legacyVideoPluginsEnabled", false);
        // Libraries report on themselves to Segment otherwise.
        document.putObject("metrics").put("sampleRate", 0);
        return Answers.bytes(document);
    }

    /** Without a slash at the end. */
    private String baseUrl(HttpRequest<?> request) {
        String configured = settings.publicUrl();
        if (!configured.isBlank()) {
            return configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured;
        }
        String forwarded = request.getHeaders().get("X-Forwarded-Proto");
        boolean https = settings.trustedProxies() > 0 && "https".equalsIgnoreCase(forwarded);
        return (https ? "https://" : "http://") + request.getHeaders().get(HttpHeaders.HOST);
    }
}
