package dev.cdp.testkit;

import java.util.function.Supplier;

/** A value made once, on first use; a failure is thrown to each caller and tried again by the next. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private T value;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (value == null) {
            value = maker.get();
        }
        return value;
    }
}
