package dev.cdp.flink.config;

/** Configuration that is being followed. Safe for use by many threads. */
public interface ConfigView extends AutoCloseable {

    /** The newest configuration, whole. Cheap; another object after each change, the same one without. */
    ConfigSnapshot current();

    /** Changes that could not be used, since the start: the last good version of each stays in use. */
    default long unreadable() {
        return 0;
    }

    /** Changes whose version was lower than the one before, since the start. */
    default long wentBack() {
        return 0;
    }

    @Override
    void close() throws Exception;
}
