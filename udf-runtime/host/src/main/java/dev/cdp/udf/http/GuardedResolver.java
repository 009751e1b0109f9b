package dev.cdp.udf.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once, and only to allowed addresses: those are what the client connects to, so a name
 * that means another address a moment later gains nothing. The client asks it for literals, too.
 */
final class GuardedResolver implements DnsResolver {
    /** A name's addresses; the system's resolver, but in tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final AddressPolicy policy;

    GuardedResolver(Lookup lookup, AddressPolicy policy) {
        this.lookup = lookup;
        this.policy = policy;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookup.addresses(host);
        for (InetAddress address : addresses) {
            // All of them: which one is connected to is the client's choice.
            if (!policy.allows(address)) {
                throw new RefusedAddressException();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The name exists, but means an address that functions may not reach. */
    static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException() {
            super("this address is not allowed");
        }
    }
}
