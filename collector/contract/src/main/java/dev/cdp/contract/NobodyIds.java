package dev.cdp.contract;

import java.util.Locale;
import java.util.Set;

/**
 * Ids that are no one's: clients send them when they have none. They link nothing, and an event
 * with such an anonymous id is not ordered behind the other ones that have it too.
 */
public final class NobodyIds {
    private static final Set<String> NAMES = Set.of("null", "undefined", "anonymous", "unknown", "nan");

    private NobodyIds() {}

    /** Whether the id is null, blank, one of the well-known placeholders in any case, or all zeros. */
    public static boolean isNobody(String id) {
        if (id == null || id.isBlank()) {
            return true;
        }
        String trimmed = id.strip();
        return isAllZeros(trimmed) || (trimmed.length() <= 9 && NAMES.contains(trimmed.toLowerCase(Locale.ROOT)));
    }

    /** Zeros alone, or zeros with the hyphens of an empty UUID. */
    private static boolean isAllZeros(String id) {
        boolean zero = false;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '0') {
                zero = true;
            } else if (c != '-') {
                return false;
            }
        }
        return zero;
    }
}
