package dev.cdp.collector.domain;

import dev.cdp.contract.IpAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** What a source keeps of its clients' addresses. Nothing behind the collector ever sees more. */
public enum IpPolicy {
    /** All of it. */
    KEEP,
    /** Its network: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
    TRUNCATE,
    /** Nothing. */
    DROP;

    private static final int KEPT_BYTES_V4 = 3;
    private static final int KEPT_BYTES_V6 = 6;

    /** What is kept of this address; nothing of a text that can't be truncated, since it is none. */
    public String keptOf(String address) {
        return switch (this) {
            case KEEP -> address;
            case TRUNCATE -> IpAddress.parse(address).map(IpPolicy::network).orElse("");
            case DROP -> "";
        };
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, address instanceof Inet4Address ? KEPT_BYTES_V4 : KEPT_BYTES_V6, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as many bytes as the address had", e);
        }
    }
}
