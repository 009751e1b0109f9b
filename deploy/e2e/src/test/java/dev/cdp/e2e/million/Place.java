package dev.cdp.e2e.million;

/** A source that events are sent to. */
enum Place {
    /** Through rules and a function to the built-in ClickHouse, and through a rule to a warehouse. */
    SHOP,
    /** Another source of the same workspace, connected to nothing. */
    OTHER,
    /** Of the same workspace; half of its visitors are left out. */
    SAMPLED,
    /** The demo workspace: the same ids are other events there. */
    DEMO,
    /** A workspace of its own whose function harms all that comes. */
    POISON
}
