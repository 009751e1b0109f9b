package dev.cdp.udf.host;

import java.util.Optional;

/** {@code ctx.ua}: what a User-Agent header says. */
@FunctionalInterface
public interface UserAgents {
    UserAgents NONE = header -> Optional.empty();

    /** A JSON object such as {@code {"browser":{"name":"Firefox"},"bot":false}}. */
    Optional<String> parse(String header);
}
