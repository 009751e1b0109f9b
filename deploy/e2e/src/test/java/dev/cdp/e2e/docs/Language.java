package dev.cdp.e2e.docs;

/** What is done with a block. */
@FunctionalInterface
interface Language {
    /** Returns what it printed; throws when it fails. */
    String run(Block block, Session session);
}
