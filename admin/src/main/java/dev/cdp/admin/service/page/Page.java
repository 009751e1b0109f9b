package dev.cdp.admin.service.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param nextCursor to ask for the next part with; null at the end
 */
@Serdeable
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of what was read: one more than asked for tells whether there is more.
     *
     * @param key what the next page begins behind
     */
    public static <R, T> Page<T> of(List<R> rows, Paging paging, Function<R, String> key, Function<R, T> view) {
        boolean more = rows.size() > paging.limit();
        List<R> shown = more ? rows.subList(0, paging.limit()) : rows;
        return new Page<>(
                shown.stream().map(view).toList(), more ? Paging.cursor(key.apply(shown.get(shown.size() - 1))) : null);
    }
}
