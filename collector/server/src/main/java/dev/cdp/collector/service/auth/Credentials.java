package dev.cdp.collector.service.auth;

import java.util.List;

/**
 * The write keys that a request carries outside its body. What a header says goes before the body,
 * and the body before the query.
 *
 * @param header readings of the first header that names a key, the likeliest first; or empty
 * @param query from the query, or empty
 */
public record Credentials(List<String> header, String query) {}
