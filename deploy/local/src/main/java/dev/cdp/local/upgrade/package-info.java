/** Brings a running installation to the version of this checkout; docs/upgrades.md tells how and why in this order. */
package dev.cdp.local.upgrade;
