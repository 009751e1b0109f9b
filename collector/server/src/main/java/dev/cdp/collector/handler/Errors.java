package dev.cdp.collector.handler;

import dev.cdp.collector.error.CollectorException;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error's answer: {@code {"error":…,"field":…}}. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /**
     * The answer to a request that failed. What nobody expected is told to the log, not to the client.
     *
     * @param path without the query
     */
    static Answer of(String method, String path, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (!(cause instanceof CollectorException known)) {
            LOG.error("{} {} failed", method, Masks.path(path), cause);
            return new Answer(500, Answers.error("internal error", ""), 0);
        }
        if (known.status() == CollectorException.Status.UNAVAILABLE && known.getCause() != null) {
            LOG.warn("{}: {}", known.getMessage(), known.getCause().toString());
        }
        return new Answer(
                status(known.status()), Answers.error(known.getMessage(), known.field()), known.retryAfterSeconds());
    }

    private static int status(CollectorException.Status status) {
        return switch (status) {
            case INVALID -> 400;
            case UNAUTHORIZED -> 401;
            case NOT_FOUND -> 404;
            case TOO_SLOW -> 408;
            case TOO_LARGE -> 413;
            case LATE -> 422;
            case LIMITED -> 429;
            case UNAVAILABLE -> 503;
        };
    }

    /** Micronaut's own messages quote the request. */
    static String message(int status) {
        return switch (status) {
            case 400 -> "the request can't be read";
            case 404 -> "there is nothing at this path";
            case 405 -> "this method is not allowed at this path";
            case 413 -> "the body is too large";
            default -> status < 500 ? "the request is refused" : "internal error";
        };
    }

    /** Of what Micronaut serves. */
    @Singleton
    static final class Thrown implements ExceptionHandler<Throwable, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
            Answer answer = Errors.of(request.getMethodName(), request.getPath(), failure);
            MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>status(HttpStatus.valueOf(answer.status()))
                    .body(answer.body());
            if (answer.retryAfterSeconds() > 0) {
                response.header(HttpHeaders.RETRY_AFTER, Long.toString(answer.retryAfterSeconds()));
            }
            return response.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** Those of the HTTP server: no such path, no such method, too large. */
    @Singleton
    @Primary
    static final class Http implements ErrorResponseProcessor<byte[]> {
        @Override
        public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
            @SuppressWarnings("unchecked")
            MutableHttpResponse<byte[]> answer =
                    (MutableHttpResponse<byte[]>) response.body(Answers.error(message(response.code()), ""));
            return answer.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
