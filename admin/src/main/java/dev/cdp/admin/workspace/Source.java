package dev.cdp.admin.workspace;

/**
 * Where events of a workspace come from.
 *
 * @param id unique over all workspaces; lower-case letters, digits, - and _; at most 63
 * @param name for people, unique in its workspace
 */
public record Source(String id, String workspaceId, String name) {}
