package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.config.DestinationLimits;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.SecretRepository;
import dev.cdp.contract.WarehouseTls;
import dev.cdp.udf.http.AddressPolicy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.UnknownHostException;
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
    private static final Set<String> KNOWN =
            Set.of("url", "user", "password", "database", "table", WarehouseTls.SETTING);
    private static final Map<String, Pattern> URLS = Map.of(
            "clickhouse", Pattern.compile("https?://[\\w.-]+:\\d{1,5}/?"),
            // One host, and no parameters: some make the driver load a class, or read a file.
            "postgresql", Pattern.compile("jdbc:postgresql://[\\w.-]+(?::\\d{1,5})?/[^?/#@\\s]+"));
    private static final Map<String, String> EXAMPLES =
            Map.of("clickhouse", "http://HOST:PORT", "postgresql", "jdbc:postgresql://HOST:PORT/DATABASE");

    private final SecretRepository secrets;
    private final SecretService values;
    private final AddressPolicy addresses;

    DestinationSettings(SecretRepository secrets, SecretService values, DestinationLimits limits) {
        this.secrets = secrets;
        this.values = values;
        this.addresses = new AddressPolicy(limits.networks());
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
        requireAddress(settings.get("url"));
        try {
            WarehouseTls.of(settings.getOrDefault(WarehouseTls.SETTING, ""));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("settings." + WarehouseTls.SETTING, e.getMessage());
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

    /**
     * Refuses a server within the installation's own networks: who may make a destination may not reach those. Asked
     * again before each connection, which follows within the seconds for which the JVM remembers an answer.
     *
     * @throws Problem when its address is not allowed; an unknown host is left to who connects
     */
    void requireAddress(String url) {
        String host = URI.create(url.replaceFirst("^jdbc:", "")).getHost();
        try {
            if (host == null || !addresses.allowsHost(host)) {
                throw Problem.invalid(
                        "settings.url",
                        "this server's address is not public: an operator can allow its network by"
                                + " CDP_DESTINATION_PRIVATE_NETWORKS");
            }
        } catch (UnknownHostException e) {
            // It may come to be known until its job starts, which asks again.
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
