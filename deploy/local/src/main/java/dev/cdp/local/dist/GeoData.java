package dev.cdp.local.dist;

import java.io.IOException;
import java.nio.file.Path;

/** Which country an address is registered in, from the CC0 npm package that deploy/local/geo pins. */
public final class GeoData {
    private GeoData() {}

    /** The database, in MaxMind's format; fetched with {@code npm ci} when it is missing. */
    public static Path fetch(Repository repository) throws IOException {
        return new NpmFile(
                        repository.resolve("deploy/local/geo"),
                        "node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb",
                        "the geo database")
                .fetch();
    }
}
