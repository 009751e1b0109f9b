package dev.cdp.collector.handler;

import dev.cdp.collector.config.CollectorSettings;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.Trace;
import dev.cdp.collector.service.body.Endpoint;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Takes out of a request what the service needs to know. */
@Singleton
final class Submissions {
    private static final int MAX_USER_AGENT = 1_024;

    private final ClientAddress address;

    Submissions(CollectorSettings settings) {
        this.address = new ClientAddress(settings.trustedProxies());
    }

    Submission of(Endpoint endpoint, HttpRequest<?> request, Exchange exchange, byte[] body) {
        Submission submission = new Submission(
                endpoint,
                body,
                WriteKeys.of(request),
                address.of(request),
                userAgent(request),
                System.currentTimeMillis(),
                new Trace(exchange.correlation()),
                eventLoop(request));
        exchange.submitted(submission);
        return submission;
    }

    /** An answer is written by its connection's own thread; from any other it would wake that one for each. */
    private static Executor eventLoop(HttpRequest<?> request) {
        return ((NettyHttpRequest<?>) request).getChannelHandlerContext().executor();
    }

    private static String userAgent(HttpRequest<?> request) {
        String userAgent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        if (userAgent == null) {
            return "";
        }
        return userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
    }
}
