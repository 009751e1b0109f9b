package dev.cdp.flink.connector.clickhouse;

import java.nio.charset.StandardCharsets;

/** Text that UTF-8 can express: without halves of surrogate pairs. */
final class Unicode {
    private Unicode() {}

    /** @throws MisfitException for half a surrogate pair */
    static byte[] utf8(CharSequence value) throws MisfitException {
        if (!isUnicode(value)) {
            throw new MisfitException("not valid Unicode: half a surrogate pair");
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isUnicode(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
