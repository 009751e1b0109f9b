/** Workspaces, their sources and write keys, and their tables in PostgreSQL. */
package dev.cdp.admin.workspace;
