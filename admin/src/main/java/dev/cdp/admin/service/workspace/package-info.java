/** Workspaces, and what collectors read of them: sources, write keys, schemas, limits. */
package dev.cdp.admin.service.workspace;
