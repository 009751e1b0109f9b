/** Workspaces, configuration and operations of the platform: a command line, and later a server beside it. */
package dev.cdp.admin;
