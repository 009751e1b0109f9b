package dev.cdp.collector.handler;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.netty.handler.codec.compression.DecompressionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Reads bodies as bytes. Micronaut's binder would choose a reader by the content type, which says
 * nothing here: JSON comes as text/plain and even as a form.
 */
final class Bodies {
    private Bodies() {}

    /**
     * The body, inflated, within the server's limit.
     *
     * @return fails when it is too large or can't be inflated
     */
    static CompletionStage<byte[]> read(HttpRequest<?> request) {
        CompletableFuture<byte[]> body =
                ((ServerHttpRequest<?>) request).byteBody().move().buffer().thenApply(Bodies::bytes);
        return body.exceptionallyCompose(failure -> CompletableFuture.failedFuture(answer(failure)));
    }

    private static Throwable answer(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof DecompressionException ? notInflatable(cause) : cause;
    }

    private static byte[] bytes(CloseableAvailableByteBody body) {
        try (body) {
            return body.toByteArray();
        }
    }

    private static CollectorException notInflatable(Throwable cause) {
        return CollectorException.invalid(
                Reason.MALFORMED_JSON, "", "the body is not what its Content-Encoding says", cause);
    }
}
