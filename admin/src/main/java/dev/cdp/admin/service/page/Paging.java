package dev.cdp.admin.service.page;

import dev.cdp.admin.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Which part of a list is asked for.
 *
 * @param position what it begins behind; empty: the begin
 * @param limit how many at most
 */
public record Paging(String position, int limit) {
    private static final int DEFAULT = 50;
    private static final int MOST = 200;

    /**
     * Reads what a client sent.
     *
     * @param cursor that of the page before, or null
     * @throws Problem when it is none of ours
     */
    public static Paging of(String cursor, Integer limit) {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Problem.invalid("limit", "limit is between 1 and " + MOST);
        }
        return new Paging(cursor == null ? "" : read(cursor), limit == null ? DEFAULT : limit);
    }

    /** What to read from the database: one more tells whether there is a next page. */
    public int oneMore() {
        return limit + 1;
    }

    /** The position for a list from the newest id down. */
    public String before() {
        return position.isEmpty() ? "~" : position;
    }

    static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    /** A pattern for ILIKE: what contains this text. */
    public static String like(String part) {
        return part == null
                ? "%"
                : "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    private static String read(String cursor) {
        try {
            String position = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (position.indexOf('\0') < 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "this is no next_cursor of a page");
        }
        throw Problem.invalid("cursor", "this is no next_cursor of a page");
    }
}
