/** An installation that an earlier version has left is brought to this one. */
package dev.cdp.e2e.upgrade;
