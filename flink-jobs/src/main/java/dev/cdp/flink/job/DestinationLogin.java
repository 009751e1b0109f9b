package dev.cdp.flink.job;

import dev.cdp.contract.WarehouseTls;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.contract.config.SecretConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.InstallationKey;
import dev.cdp.udf.http.AddressPolicy;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Where a destination's server is and who logs in there. A destination with a {@code url} of its own is logged in to
 * with its own {@code user} and {@code password} alone: whoever can name a server must not be sent what the job's
 * arguments hold for another one.
 *
 * @param password empty for none; stays out of logs
 */
record DestinationLogin(String url, String user, String password) {
    private static final String SECRET = "secret:";

    /**
     * As the destination's settings have it; what they leave out, the job's arguments say.
     *
     * @param config in which the workspace's secrets lie
     * @param secretKey the installation's key; empty for none
     * @throws ArgumentException when the password is no secret that can be opened
     */
    static DestinationLogin of(
            DestinationConfig destination, ConfigSnapshot config, String secretKey, DestinationLogin arguments) {
        String url = url(destination);
        String user = destination.settings().getOrDefault("user", arguments.user());
        String password = destination.settings().getOrDefault("password", "");
        if (!password.isEmpty()) {
            String opened = open(destination, password, config, secretKey);
            return new DestinationLogin(url.isEmpty() ? arguments.url() : url, user, opened);
        }
        return url.isEmpty()
                ? new DestinationLogin(arguments.url(), user, arguments.password())
                : new DestinationLogin(url, user, "");
    }

    /** Its own, with what it asks of TLS; empty where it has none. */
    private static String url(DestinationConfig destination) {
        String url = destination.settings().getOrDefault("url", "");
        String tls = destination.settings().getOrDefault(WarehouseTls.SETTING, "");
        if (url.isEmpty() || !destination.type().equals("postgresql")) {
            return url;
        }
        try {
            return WarehouseTls.of(tls).on(url);
        } catch (IllegalArgumentException e) {
            throw refused(destination, e.getMessage());
        }
    }

    /**
     * Refuses a destination whose own server lies where whoever may name it should not reach: within the installation's
     * networks. It is asked when the job starts; a name that means another address later is not noticed.
     *
     * @param privateNetworks that are allowed all the same
     * @throws ArgumentException when it is not allowed, or not known
     */
    static void requireAddress(DestinationConfig destination, List<String> privateNetworks) {
        String url = destination.settings().getOrDefault("url", "");
        if (url.isEmpty()) {
            return;
        }
        String host = URI.create(url.replaceFirst("^jdbc:", "")).getHost();
        try {
            if (host == null || !new AddressPolicy(privateNetworks).allowsHost(host)) {
                throw refused(
                        destination,
                        "its url names no public address: --destination-private-networks can allow its network");
            }
        } catch (UnknownHostException e) {
            throw refused(destination, "its url names an unknown host");
        }
    }

    private static String open(DestinationConfig destination, String setting, ConfigSnapshot config, String secretKey) {
        if (!setting.startsWith(SECRET)) {
            throw refused(destination, "its setting password is no reference to a secret, such as secret:NAME");
        }
        String name = setting.substring(SECRET.length());
        if (secretKey.isEmpty()) {
            throw refused(destination, "its password is the secret " + name + ": --secret-key has to be given");
        }
        SecretConfig secret = config.secrets(destination.workspaceId()).stream()
                .filter(candidate -> candidate.id().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(destination, "its workspace has no secret " + name));
        try {
            return new InstallationKey(secretKey).open(secret);
        } catch (GeneralSecurityException e) {
            throw refused(
                    destination,
                    "the secret " + name + " can't be opened: --secret-key is not the admin service's, or the secret"
                            + " was damaged");
        }
    }

    private static ArgumentException refused(DestinationConfig destination, String why) {
        return new ArgumentException(
                "--destination %s/%s: %s".formatted(destination.workspaceId(), destination.id(), why));
    }

    @Override
    public String toString() {
        return url + " as " + user;
    }
}
