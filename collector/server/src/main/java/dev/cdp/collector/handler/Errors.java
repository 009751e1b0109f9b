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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error's answer: {@code {"error":…,"field":…}}. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    private static HttpStatus status(CollectorException.Status status) {
        return switch (status) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case TOO_SLOW -> HttpStatus.REQUEST_TIMEOUT;
            case LATE -> HttpStatus.UNPROCESSABLE_ENTITY;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static <T> MutableHttpResponse<T> withBody(MutableHttpResponse<?> response, String error, String field) {
        @SuppressWarnings("unchecked")
        MutableHttpResponse<T> answer = (MutableHttpResponse<T>) response.body(Answers.error(error, field));
        return answer.contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Our own. */
    @Singleton
    static final class Domain implements ExceptionHandler<CollectorException, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, CollectorException e) {
            if (e.status() == CollectorException.Status.UNAVAILABLE && e.getCause() != null) {
                LOG.warn("{}: {}", e.getMessage(), e.getCause().toString());
            }
            MutableHttpResponse<?> response = HttpResponse.status(status(e.status()));
            if (e.retryAfterSeconds() > 0) {
                response.header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()));
            }
            return withBody(response, e.getMessage(), e.field());
        }
    }

    /** What nobody expected: told to the log, not to the client. */
    @Singleton
    static final class Unexpected implements ExceptionHandler<Throwable, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, Throwable e) {
            LOG.error("{} {} failed", request.getMethod(), Masks.path(request.getPath()), e);
            return withBody(HttpResponse.serverError(), "internal error", "");
        }
    }

    /** Those of the HTTP server: no such path, no such method, too large. */
    @Singleton
    @Primary
    static final class Http implements ErrorResponseProcessor<byte[]> {
        @Override
        public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
            return withBody(response, message(response.code()), "");
        }

        /** Micronaut's own messages quote the request. */
        private static String message(int status) {
            return switch (status) {
                case 400 -> "the request can't be read";
                case 404 -> "there is nothing at this path";
                case 405 -> "this method is not allowed at this path";
                case 413 -> "the body is too large";
                default -> status < 500 ? "the request is refused" : "internal error";
            };
        }
    }
}
