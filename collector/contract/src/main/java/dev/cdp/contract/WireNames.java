package dev.cdp.contract;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Constants of an enum in JSON: lower case. */
final class WireNames {
    /** By wire name, made once for each enum: these are looked up for each record. */
    private static final ClassValue<Map<String, Enum<?>>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            Map<String, Enum<?>> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(of((Enum<?>) constant), (Enum<?>) constant);
            }
            return constants;
        }
    };

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
        Enum<?> constant = CONSTANTS.get(type).get(wireName);
        if (constant == null) {
            throw new MalformedRecordException(field, "unknown " + field + " '" + wireName + "'");
        }
        return type.cast(constant);
    }
}
