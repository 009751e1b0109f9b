package dev.cdp.contract.config;

/**
 * A user's JavaScript function.
 *
 * @param code an ES module whose default export is the function
 */
public record FunctionConfig(String workspaceId, String id, long version, String name, String code)
        implements ConfigRecord {
    @Override
    public String kind() {
        return "function";
    }
}
