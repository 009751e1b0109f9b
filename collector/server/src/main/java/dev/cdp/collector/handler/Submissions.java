package dev.cdp.collector.handler;

import dev.cdp.collector.config.CollectorSettings;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.Trace;
import dev.cdp.collector.service.body.Endpoint;
import io.netty.handler.codec.http.HttpHeaderNames;
import jakarta.inject.Singleton;

/** Takes out of a request what the service needs to know. */
@Singleton
final class Submissions {
    private static final int MAX_USER_AGENT = 1_024;

    private final ClientAddress address;

    Submissions(CollectorSettings settings) {
        this.address = new ClientAddress(settings.trustedProxies());
    }

    /** An answer is written by its connection's own thread; from any other it would wake that one for each. */
    Submission of(Endpoint endpoint, Head head, Exchange exchange, byte[] body) {
        Submission submission = new Submission(
                endpoint,
                body,
                WriteKeys.of(head.uri(), head.headers()),
                address.of(head),
                userAgent(head),
                System.currentTimeMillis(),
                new Trace(exchange.correlation()),
                head.eventLoop());
        exchange.submitted(submission);
        return submission;
    }

    private static String userAgent(Head head) {
        String userAgent = head.header(HttpHeaderNames.USER_AGENT);
        if (userAgent == null) {
            return "";
        }
        return userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    }
}
