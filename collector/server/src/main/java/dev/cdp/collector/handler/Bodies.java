package dev.cdp.collector.handler;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.handler.connection.MemoryBudget;
import dev.cdp.contract.DeadLetter.Reason;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Reads bodies as bytes. Micronaut's binder would choose a reader by the content type, which says
 * nothing here: JSON comes as text/plain and even as a form. Its inflater is off, too: that inflates
 * all that one read brought before anyone can look at the size.
 */
@Singleton
final class Bodies {
    /** What a body takes while its events are checked and stored, by the bytes that it has: mostly its tree. */
    private static final int WEIGHT = 8;

    private final MemoryBudget budget;
    private final LimitSettings limits;

    Bodies(MemoryBudget budget, LimitSettings limits) {
        this.budget = budget;
        this.limits = limits;
    }

    /**
     * Has the body, inflated, taken by an action.
     *
     * @return the action's; fails when the body is too large, can't be inflated, or there is no memory
     *     for it
     */
    <T> CompletionStage<T> read(HttpRequest<?> request, Function<byte[], CompletionStage<T>> action) {
        boolean gzip = isGzip(request.getHeaders().get(HttpHeaders.CONTENT_ENCODING));
        return ((ServerHttpRequest<?>) request)
                .byteBody()
                .move()
                .buffer()
                .thenCompose(buffered -> {
                    byte[] sent = bytes(buffered);
                    return within(gzip ? inflate(sent) : sent, action);
                })
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof CompletionException ? failure.getCause() : failure));
    }

    private <T> CompletionStage<T> within(byte[] body, Function<byte[], CompletionStage<T>> action) {
        long weight = (long) WEIGHT * body.length;
        if (!budget.take(weight)) {
            throw CollectorException.unavailable("too many requests are being read at the moment", null);
        }
        boolean begun = false;
        try {
            CompletionStage<T> taken = action.apply(body).whenComplete((done, failure) -> budget.giveBack(weight));
            begun = true;
            return taken;
        } finally {
            if (!begun) {
                budget.giveBack(weight);
            }
        }
    }

    private static byte[] bytes(CloseableAvailableByteBody body) {
        try (body) {
            return body.toByteArray();
        }
    }

    /** The server has refused all encodings but this and identity. */
    private static boolean isGzip(String encoding) {
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private byte[] inflate(byte[] compressed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] body = in.readNBytes(limits.batchBytes() + 1);
            if (body.length > limits.batchBytes()) {
                throw CollectorException.tooLarge("", "the body is larger than " + limits.batchKb() + " KB");
            }
            return body;
        } catch (IOException e) {
            throw CollectorException.invalid(
                    Reason.MALFORMED_JSON, "", "the body is not what its Content-Encoding says", e);
        }
    }
}
