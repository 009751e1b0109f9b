package dev.cdp.collector.handler.connection;

/** Told of requests that were refused before anyone could read them. */
public interface RefusalLog {
    void refused(int status, String error);
}
