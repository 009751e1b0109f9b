/** Redis: telling collectors of changes, and what workspaces have used of their limits. The service works without it. */
package dev.cdp.admin.redis;
