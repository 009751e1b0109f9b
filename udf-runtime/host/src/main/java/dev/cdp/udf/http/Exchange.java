package dev.cdp.udf.http;

import dev.cdp.udf.host.FetchException;
import dev.cdp.udf.host.FetchResponse;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.Header;

/** One fetch: a request, and those that its redirects lead to. */
final class Exchange {
    private final CloseableHttpAsyncClient client;
    private final Executor lookups;
    private final FetchOptions options;
    private final CompletableFuture<FetchResponse> answer;

    Exchange(
            CloseableHttpAsyncClient client,
            Executor lookups,
            FetchOptions options,
            CompletableFuture<FetchResponse> answer) {
        this.client = client;
        this.lookups = lookups;
        this.options = options;
        this.answer = answer;
    }

    /** On a thread that may block, as names are looked up here. */
    void send(Hop hop) {
        if (answer.isDone()) {
            return;
        }
        try {
            Future<LimitedAnswer> sent = client.execute(
                    SimpleRequestProducer.create(hop.request()),
                    new LimitedConsumer(options.bodyBytes()),
                    new Callback(hop));
            answer.whenComplete((response, failure) -> sent.cancel(true));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void answered(Hop hop, LimitedAnswer received) throws FetchException {
        Header location = received.head().getFirstHeader("location");
        int status = received.head().getCode();
        boolean redirects = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
        if (!redirects || location == null) {
            answer.complete(response(hop, received));
            return;
        }
        if (hop.number() == options.redirects()) {
            throw new FetchException("redirected more than " + options.redirects() + " times");
        }
        Hop next = hop.next(hop.target().redirected(location.getValue(), options.hosts()), status);
        lookups.execute(() -> send(next));
    }

    private static FetchResponse response(Hop hop, LimitedAnswer received) {
        String reason = received.head().getReasonPhrase();
        return new FetchResponse(
                received.head().getCode(),
                reason == null ? "" : reason,
                hop.target().uri().toString(),
                hop.number() > 0,
                Stream.of(received.head().getHeaders())
                        .map(header -> Map.entry(header.getName(), header.getValue() == null ? "" : header.getValue()))
                        .toList(),
                received.body());
    }

    /** In words for a function's author: no addresses, nothing about this network. */
    static FetchException told(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof FetchException told) {
            return told;
        }
        if (cause instanceof GuardedResolver.RefusedAddressException
                || cause instanceof LimitedConsumer.TooLongException) {
            return new FetchException(cause.getMessage(), cause);
        }
        if (cause instanceof UnknownHostException) {
            return new FetchException("the host is not known", cause);
        }
        if (cause instanceof TimeoutException || cause instanceof InterruptedIOException) {
            return new FetchException("no answer in time", cause);
        }
        return new FetchException(
                cause instanceof SSLException ? "no secure connection" : "the connection failed", cause);
    }

    /** On the client's own thread: must not block. */
    private final class Callback implements FutureCallback<LimitedAnswer> {
        private final Hop hop;

        Callback(Hop hop) {
            this.hop = hop;
        }

        @Override
        public void completed(LimitedAnswer received) {
            try {
                answered(hop, received);
            } catch (FetchException | RejectedExecutionException e) {
                answer.completeExceptionally(e);
            }
        }

        @Override
        public void failed(Exception failure) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void cancelled() {
            answer.completeExceptionally(new FetchException("cancelled"));
        }
    }
}
