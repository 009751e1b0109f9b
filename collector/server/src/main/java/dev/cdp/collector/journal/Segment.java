package dev.cdp.collector.journal;

import java.nio.file.Path;
import java.util.Locale;

/** A segment file and how far it may be read. Written by one thread at a time, read by any. */
final class Segment {
    static final String SUFFIX = ".journal";
    static final String TEMPORARY = ".tmp";

    private final Path path;
    private final long first;
    private final int salt;
    private volatile End end;
    private volatile boolean sealed;

    /**
     * @param bytes up to here the file holds whole frames
     * @param last position of the last of them at most; first - 1 when there is none
     */
    record End(long bytes, long last) {}

    Segment(Path path, long first, int salt, End end) {
        this.path = path;
        this.first = first;
        this.salt = salt;
        this.end = end;
    }

    static String name(long first) {
        return String.format(Locale.ROOT, "%020d%s", first, SUFFIX);
    }

    Path path() {
        return path;
    }

    long first() {
        return first;
    }

    int salt() {
        return salt;
    }

    End end() {
        return end;
    }

    void extend(End next) {
        end = next;
    }

    /** Nothing is appended to it any more. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }
}
