/** The collector: handler → service → repo, and the log that keeps what is accepted. */
package dev.cdp.collector;
