/** What long runs have come to, kept beside the figures of the benches. */
package dev.cdp.e2e.report;
