package dev.cdp.udf.host;

import java.util.Optional;

/** {@code ctx.geo}: where an address is. */
@FunctionalInterface
public interface Geo {
    Geo NONE = ip -> Optional.empty();

    /** A JSON object such as {@code {"country":"DE","city":"Bonn"}}. */
    Optional<String> lookup(String ip);
}
