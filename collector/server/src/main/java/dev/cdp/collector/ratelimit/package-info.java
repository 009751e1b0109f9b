/** Holds workspaces to their rate limits; the window that collectors share is in Redis. */
package dev.cdp.collector.ratelimit;
