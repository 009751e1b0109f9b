package dev.cdp.admin.service.change;

/**
 * How a create is recognised when it is sent again.
 *
 * @param key that the client made up; empty: it is never sent again
 * @param request all of the request that matters
 */
public record Once(String key, String request) {
    /** The same with what the body says. */
    public Once with(Object body) {
        return new Once(key, request + '\n' + body);
    }
}
