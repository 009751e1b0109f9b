package dev.cdp.udf.engine;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Starts a runtime from settings; the other side's {@code Spi} says what crosses. */
public final class Entry implements Function<Map<String, Object>, BiFunction<String, Object[], Object>> {
    /** Of the crossing; the other side has to ask for the same. */
    private static final int SPI = 1;

    @Override
    public BiFunction<String, Object[], Object> apply(Map<String, Object> settings) {
        if (!Integer.valueOf(SPI).equals(settings.get("spi"))) {
            throw new IllegalArgumentException(
                    "engine and interface are of different versions: " + SPI + " and " + settings.get("spi"));
        }
        // GraalJS finds its parts through the thread's class loader, which here is the job's.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Entry.class.getClassLoader());
        try {
            return new Functions(Settings.of(settings));
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
