package dev.cdp.collector.journal;

/** When an append is forced to the disk, and so what an answered append survives. */
public enum FsyncPolicy {
    /** Never forced: survives a kill, a power loss takes what the kernel had not written yet. */
    NEVER,
    /** Forced every interval: survives a kill, a power loss takes at most the last interval. */
    INTERVAL,
    /** Forced before the append completes: survives a power loss. */
    ALWAYS
}
