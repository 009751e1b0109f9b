/** The service's process: its start, its end, and what it needs of the schema. */
package dev.cdp.admin.server;
