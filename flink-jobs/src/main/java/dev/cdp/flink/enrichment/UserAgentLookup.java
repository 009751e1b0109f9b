package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.UserAgent;

/** Finds out what a user agent's text says. May take its time, and may fail. */
@FunctionalInterface
public interface UserAgentLookup {
    UserAgent find(String text);
}
