package dev.cdp.udf;

import java.util.Objects;

/**
 * One version of a user's function.
 *
 * @param name as its author knows it: stands in logs, errors and stacks
 * @param code an ES module whose default export is the function; one file, whatever it needs bundled
 * @param propsJson a JSON object: what the function finds as {@code ctx.props}
 */
public record FunctionSpec(
        String workspaceId, String id, String name, long version, String code, String propsJson, Limits limits) {
    public FunctionSpec {
        Objects.requireNonNull(workspaceId);
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(code);
        Objects.requireNonNull(propsJson);
        Objects.requireNonNull(limits);
    }

    /** Without props, within the default limits. */
    public static FunctionSpec of(String workspaceId, String id, String name, long version, String code) {
        return new FunctionSpec(workspaceId, id, name, version, code, "{}", Limits.DEFAULT);
    }

    public FunctionSpec withProps(String json) {
        return new FunctionSpec(workspaceId, id, name, version, code, json, limits);
    }

    public FunctionSpec withLimits(Limits other) {
        return new FunctionSpec(workspaceId, id, name, version, code, propsJson, other);
    }

    /** Who calls, as host services see it. */
    public FunctionRef ref() {
        return new FunctionRef(workspaceId, id, name, version);
    }
}
