package dev.cdp.flink.identity;

/** An anonymous id of a workspace. */
record AnonymousId(String workspaceId, String id) {}
