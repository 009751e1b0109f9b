package dev.cdp.flink.connector.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Names of columns within a limit of bytes. A longer one is cut and gets a hash of the whole at its end, so that it
 * depends on nothing but the field's name and two long names with the same beginning stay apart.
 *
 * @param maxBytes of a name in UTF-8
 * @param taken names that the database keeps for itself; they get an underscore at the end
 */
record ColumnNames(int maxBytes, Set<String> taken) {
    private static final int HASH_BYTES = 6;
    private static final int SUFFIX = 1 + 2 * HASH_BYTES;

    String of(String field) {
        if (taken.contains(field)) {
            return field + '_';
        }
        return bytes(field) <= maxBytes ? field : start(field, maxBytes - SUFFIX) + '_' + hash(field);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String start(String text, int bytes) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += bytes(Character.toString(point));
            if (used > bytes) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
