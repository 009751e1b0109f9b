package dev.cdp.udf;

/** Which version of which function of which workspace: the caller of a host service. */
public record FunctionRef(String workspaceId, String id, String name, long version) {}
