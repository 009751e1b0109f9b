package dev.cdp.flink.functions;

import java.io.Serializable;
import java.util.List;

/**
 * What functions may reach of the world.
 *
 * @param redisUrl of {@code ctx.store}, such as {@code redis://host:port}; empty: there is no store
 * @param secretKey the installation's key, under which secrets are sealed; empty: functions have no secrets
 * @param fetchHosts that may be fetched, such as {@code *.example.com}; empty: all public ones
 * @param privateNetworks that may be fetched although they are not public, such as {@code 10.1.0.0/16}
 */
public record FunctionSettings(String redisUrl, String secretKey, List<String> fetchHosts, List<String> privateNetworks)
        implements Serializable {
    /** No store, no secrets, and the public network. */
    public static final FunctionSettings DEFAULT = new FunctionSettings("", "", List.of(), List.of());

    public FunctionSettings {
        fetchHosts = List.copyOf(fetchHosts);
        privateNetworks = List.copyOf(privateNetworks);
    }

    /** Does not show the key, nor a password in the URL. */
    @Override
    public String toString() {
        return "FunctionSettings[fetchHosts=" + fetchHosts + ", privateNetworks=" + privateNetworks + ", …]";
    }
}
