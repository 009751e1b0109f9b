/** Who asks and what they may: roles, rights, and the making of ids and secrets. Knows no HTTP and no database. */
package dev.cdp.admin.access;
