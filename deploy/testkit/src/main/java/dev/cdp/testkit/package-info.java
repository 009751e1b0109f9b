/** Real services for tests: see {@link dev.cdp.testkit.TestServices}. */
package dev.cdp.testkit;
