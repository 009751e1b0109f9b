package dev.cdp.flink.connector.clickhouse;

/**
 * One JSON object as a generator has written it, for a JSON column. Its maker vouches for what the server would refuse
 * otherwise: it is well-formed, its integers are within 64 bits, its other numbers are finite, and it is not nested
 * deeper than 500. So it is not parsed once more. Halves of surrogate pairs, which a generator lets through as escapes,
 * are looked for all the same.
 */
public record GeneratedJson(byte[] utf8) {

    /** Whether it has an escape from U+D000 on. */
    boolean mayHoldHalfPairs() {
        for (int i = utf8.length - 3; i >= 0; i--) {
            if (utf8[i] == '\\' && utf8[i + 1] == 'u' && (utf8[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }
}
