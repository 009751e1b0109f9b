package dev.cdp.udf.http;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones, after IANA's registries of special-purpose
 * addresses (RFC 6890), and the private networks that were allowed by name.
 */
public final class AddressPolicy {
    private static final List<IPAddress> NOT_PUBLIC_V4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final IPAddress GLOBAL_V6 = network("2000::/3");
    /** Within the global ones; the first two and the last carry an IPv4 address in them. */
    private static final List<IPAddress> NOT_PUBLIC_V6 =
            networks("2001::/32", "2002::/16", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16");

    private final List<IPAddress> allowed;

    /**
     * A policy.
     *
     * @param privateNetworks that are allowed beside the public ones, such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException when one is no network
     */
    public AddressPolicy(List<String> privateNetworks) {
        this.allowed = networks(privateNetworks.toArray(String[]::new));
    }

    /**
     * Whether all addresses of a host may be connected to, as which of them is the client's choice.
     *
     * @throws UnknownHostException when it has none
     */
    public boolean allowsHost(String host) throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(host)).allMatch(this::allows);
    }

    boolean allows(InetAddress address) {
        IPAddress plain = plain(new IPAddressString(address.getHostAddress().replaceFirst("%.*", "")).getAddress());
        return contains(allowed, plain) || isPublic(plain);
    }

    /** An IPv4 address that is written as an IPv6 one is the IPv4 address. */
    private static IPAddress plain(IPAddress address) {
        if (address.isIPv6()) {
            IPv6Address v6 = address.toIPv6();
            if (v6.isIPv4Mapped() || v6.isIPv4Compatible() || v6.isWellKnownIPv4Translatable()) {
                return v6.getEmbeddedIPv4Address();
            }
        }
        return address;
    }

    private static boolean isPublic(IPAddress address) {
        return address.isIPv4()
                ? !contains(NOT_PUBLIC_V4, address)
                : GLOBAL_V6.contains(address) && !contains(NOT_PUBLIC_V6, address);
    }

    private static boolean contains(List<IPAddress> networks, IPAddress address) {
        return networks.stream().anyMatch(network -> network.isIPv4() == address.isIPv4() && network.contains(address));
    }

    private static List<IPAddress> networks(String... networks) {
        return Stream.of(networks).map(AddressPolicy::network).toList();
    }

    private static IPAddress network(String network) {
        IPAddress address = new IPAddressString(network).getAddress();
        if (address == null) {
            throw new IllegalArgumentException("not a network: " + network);
        }
        return address.toPrefixBlock();
    }
}
