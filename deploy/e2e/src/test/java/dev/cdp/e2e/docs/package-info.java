/**
 * Every code block of the documentation, run; its conventions are in docs/README.md. {@link
 * dev.cdp.e2e.docs.Page} reads, {@link dev.cdp.e2e.docs.Languages} says what is done with which
 * language, {@link dev.cdp.e2e.docs.Shell} and its like do it.
 */
package dev.cdp.e2e.docs;
