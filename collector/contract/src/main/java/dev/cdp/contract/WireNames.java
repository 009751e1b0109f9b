package dev.cdp.contract;

import java.util.Locale;

/** Constants of an enum in JSON: lower case. */
final class WireNames {
    private WireNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of this wire name.
     *
     * @throws MalformedRecordException naming the field, for any other text
     */
    static <E extends Enum<E>> E parse(Class<E> type, String field, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (of(constant).equals(wireName)) {
                return constant;
            }
        }
        throw new MalformedRecordException(field, "unknown " + field + " '" + wireName + "'");
    }
}
