package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Secrets;
import dev.cdp.admin.error.Problem;
import dev.cdp.contract.Sha256;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first account has to know, as whoever makes it becomes the operator: a token that the installation gave, or
 * one that stands in the log. None where only this machine can reach the service.
 */
@Singleton
public class SetupToken {
    private static final Logger LOG = LoggerFactory.getLogger(SetupToken.class);

    private final String token;
    private final boolean made;

    SetupToken(@Value("${cdp.setup.token}") String configured, @Value("${micronaut.server.host}") String host) {
        this.made = configured.isEmpty() && !isLoopback(host);
        this.token = made ? Secrets.random() : configured;
    }

    public boolean isAsked() {
        return !token.isEmpty();
    }

    /** Says in the log what was made here and nobody else knows. */
    public void announce() {
        if (made) {
            LOG.warn("there is no account yet; the page /setup asks for this token: {}", token);
        }
    }

    /** @throws Problem when it is another one */
    void require(String sent) {
        if (isAsked() && !MessageDigest.isEqual(Sha256.of(token), Sha256.of(sent == null ? "" : sent))) {
            throw Problem.unauthenticated(
                    "the set-up token is missing or wrong: it is in the admin service's log, or in CDP_SETUP_TOKEN");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
