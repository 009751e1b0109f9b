package dev.cdp.admin.workspace;

/**
 * A tenant.
 *
 * @param id lower-case letters, digits, - and _; at most 63
 * @param name for people
 */
public record Workspace(String id, String name, Tier tier) {}
