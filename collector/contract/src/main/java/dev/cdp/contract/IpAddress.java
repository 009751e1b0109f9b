package dev.cdp.contract;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses that clients and proxies wrote. What is no address is never looked up as a name. */
public final class IpAddress {
    /** Three dots and decimal numbers; without this, Java would ask the DNS about what isn't an address. */
    private static final Pattern V4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    /** With a colon, Java takes a text for an IPv6 address or refuses it. */
    private static final Pattern MAYBE_V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpAddress() {}

    /** The address, or empty when the text is none. An IPv4 address written as IPv6 is an IPv4 address. */
    public static Optional<InetAddress> parse(String text) {
        if (!V4.matcher(text).matches() && !MAYBE_V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
