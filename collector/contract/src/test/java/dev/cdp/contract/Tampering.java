package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** Cuts, changes, doubles and puts in bytes of JSON, at random places. */
public final class Tampering {
    private static final String[] TOKENS = {
        "\"", ",", "{", "}", "\\", ":", "0", "-", " ", "[", "]", "\"\"", "null", "\\u00e9", "{}", "e5", ".", "\u0001"
    };

    private Tampering() {}

    /** Done so many times. */
    public static byte[] some(byte[] bytes, Random random, int times) {
        byte[] result = bytes;
        for (int i = 0; i < times && result.length > 0; i++) {
            result = once(result, random);
        }
        return result;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, at + random.nextInt(4));
        byte[] put = random.nextInt(5) == 0 ? new byte[0] : something(bytes, random);
        byte[] result = new byte[bytes.length - (to - at) + put.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(put, 0, result, at, put.length);
        System.arraycopy(bytes, to, result, at + put.length, bytes.length - to);
        return result;
    }

    private static byte[] something(byte[] bytes, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new byte[] {(byte) random.nextInt(256)};
            case 1 -> new byte[] {bytes[random.nextInt(bytes.length)], bytes[random.nextInt(bytes.length)]};
            default -> TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8);
        };
    }
}
