package dev.cdp.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/** Bytes that a released version wrote: they are never edited, only added to. */
public final class RecordedBytes {
    private RecordedBytes() {}

    /** The file of this name in {@code src/test/resources/recorded}. */
    public static byte[] of(String name) {
        try (InputStream in = RecordedBytes.class.getResourceAsStream("/recorded/" + name)) {
            if (in == null) {
                throw new NoSuchFileException("recorded/" + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
