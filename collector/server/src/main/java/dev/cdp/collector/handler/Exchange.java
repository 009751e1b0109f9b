package dev.cdp.collector.handler;

import dev.cdp.collector.log.Correlation;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.body.Endpoint;
import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What is known of one request from its head to its answer. */
final class Exchange {
    private static final String ATTRIBUTE = "cdp.exchange";

    private final long startedNanos = System.nanoTime();
    private final Correlation correlation;
    private final String requestId;
    private Endpoint endpoint;
    private Submission submission;

    Exchange(Head head) {
        this.correlation = TraceContext.of(head);
        this.requestId = correlation.requestId().isEmpty() ? newId() : correlation.requestId();
    }

    static void begin(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, new Exchange(Head.of(request)));
    }

    /** Of every request that a filter has seen. */
    static Optional<Exchange> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Exchange.class);
    }

    private static String newId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    void arrivedAt(Endpoint where) {
        endpoint = where;
    }

    void submitted(Submission what) {
        submission = what;
    }

    Correlation correlation() {
        return correlation;
    }

    /** The client's, or one that was made for it. */
    String requestId() {
        return requestId;
    }

    /** Where events come in, if it was there. */
    Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** Once the body has been read. */
    Optional<Submission> submission() {
        return Optional.ofNullable(submission);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
