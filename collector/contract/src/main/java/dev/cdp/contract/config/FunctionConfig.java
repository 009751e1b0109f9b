package dev.cdp.contract.config;

/**
 * A user's JavaScript function.
 *
 * @param code an ES module whose default export is the function
 * @param props a JSON object as text: what the function finds as {@code ctx.props}
 * @param timeoutMs of one invocation, waiting included; 0: the runtime's default
 */
public record FunctionConfig(
        String workspaceId, String id, long version, String name, String code, String props, int timeoutMs)
        implements ConfigRecord {
    public FunctionConfig {
        if (timeoutMs < 0) {
            throw new IllegalArgumentException("timeoutMs is below 0: " + timeoutMs);
        }
    }

    @Override
    public String kind() {
        return "function";
    }
}
