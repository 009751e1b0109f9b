package dev.cdp.admin.access;

import java.security.SecureRandom;

/**
 * Ids that sort by the time at which they were made: a prefix, 48 bits of milliseconds and 80 random bits, in
 * Crockford's base 32 as ULIDs have them, in lower case.
 */
public final class Ids {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;

    private Ids() {}

    /** Such as fn_01h… */
    public static String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix).append('_');
        long millis = System.currentTimeMillis();
        for (int digit = TIME_DIGITS - 1; digit >= 0; digit--) {
            id.append(DIGITS[(int) (millis >>> (5 * digit)) & 31]);
        }
        return id.append(randomDigits(RANDOM_DIGITS)).toString();
    }

    static String randomDigits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int digit = 0; digit < count; digit++) {
            digits.append(DIGITS[RANDOM.nextInt(DIGITS.length)]);
        }
        return digits.toString();
    }

    /**
     * An id that people can read and that is unique over all workspaces, as a source needs one.
     *
     * @param name for people; what is no letter or digit of it becomes a dash
     */
    public static String slug(String name) {
        String words = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String start = words.isEmpty() ? "source" : words.substring(0, Math.min(40, words.length()));
        return start.replaceAll("-+$", "") + "-" + randomDigits(8);
    }
}
