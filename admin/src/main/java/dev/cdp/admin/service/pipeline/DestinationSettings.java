package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SecretRepository;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a destination's settings must be. A password is never among them: it is a secret of the workspace, and the setting
 * refers to it as {@code secret:NAME}.
 */
@Singleton
class DestinationSettings {
    private static final String SECRET = "secret:";
    private static final Set<String> KNOWN = Set.of("url", "user", "password", "database", "table");
    private static final Map<String, Pattern> URLS = Map.of(
            "clickhouse", Pattern.compile("https?://[^/?#@:\\s]+:\\d{1,5}/?"),
            "postgresql", Pattern.compile("jdbc:postgresql://[^/?#@:\\s]+(?::\\d{1,5})?/[^?/#@\\s]+"));
    private static final Map<String, String> EXAMPLES =
            Map.of("clickhouse", "http://HOST:PORT", "postgresql", "jdbc:postgresql://HOST:PORT/DATABASE");

    private final SecretRepository secrets;
    private final SecretService values;

    DestinationSettings(SecretRepository secrets, SecretService values) {
        this.secrets = secrets;
        this.values = values;
    }

    /** @throws Problem naming the setting that is wrong */
    void require(String workspaceId, String type, Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                throw Problem.invalid("settings." + name, "there is no such setting; there are " + KNOWN);
            }
            if (value == null || value.length() > 1_000) {
                throw Problem.invalid("settings." + name, "a setting is a text of at most 1,000 characters");
            }
        });
        if (!URLS.get(type).matcher(settings.getOrDefault("url", "")).matches()) {
            throw Problem.invalid("settings.url", "the url must look like " + EXAMPLES.get(type));
        }
        String password = settings.getOrDefault("password", "");
        if (password.isEmpty()) {
            return;
        }
        if (!password.startsWith(SECRET)) {
            throw Problem.invalid("settings.password", "store the password as a secret, and refer to it: secret:NAME");
        }
        if (secrets.find(workspaceId, password.substring(SECRET.length())).isEmpty()) {
            throw Problem.invalid("settings.password", "there is no such secret");
        }
    }

    /** The settings with secrets in the place of references: for a connection that is made here, never for an answer. */
    Map<String, String> resolved(String workspaceId, Map<String, String> settings) {
        Map<String, String> resolved = new HashMap<>(settings);
        resolved.replaceAll((name, value) -> value.startsWith(SECRET)
                ? values.value(workspaceId, value.substring(SECRET.length())).orElse("")
                : value);
        return resolved;
    }
}
