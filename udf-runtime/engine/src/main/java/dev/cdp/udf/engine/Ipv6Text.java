package dev.cdp.udf.engine;

import java.util.ArrayList;
import java.util.List;

/** An IPv6 address as the URL standard writes it: the first of the longest runs of zeros is left out. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    /** Of 16 bytes, or of 4 that Java has made of an address mapped from IPv4. */
    static String of(byte[] address) {
        int[] groups = address.length == 4 ? mapped(address) : groups(address);
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        if (runStart < 0) {
            return joined(groups, 0, GROUPS);
        }
        return joined(groups, 0, runStart) + "::" + joined(groups, runStart + runLength, GROUPS);
    }

    private static int[] groups(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = pair(bytes, 2 * i);
        }
        return groups;
    }

    private static int[] mapped(byte[] v4) {
        return new int[] {0, 0, 0, 0, 0, 0xffff, pair(v4, 0), pair(v4, 2)};
    }

    private static int pair(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static String joined(int[] groups, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(Integer.toHexString(groups[i]));
        }
        return String.join(":", texts);
    }
}
