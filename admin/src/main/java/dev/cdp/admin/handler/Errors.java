package dev.cdp.admin.handler;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.Refusals;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.validation.exceptions.ConstraintExceptionHandler;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes every error's answer: {@code {"error":…,"field":…}}. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    /** The body of each. */
    @Serdeable
    record Body(String error, String field) {}

    private static HttpStatus status(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case CHANGED -> HttpStatus.PRECONDITION_FAILED;
            case UNCONDITIONAL -> HttpStatus.valueOf(428);
            case LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static HttpResponse<Body> answer(Problem problem) {
        if (problem.kind() == Problem.Kind.UNAVAILABLE && problem.getCause() != null) {
            LOG.warn("{}: {}", problem.getMessage(), problem.getCause().toString());
        }
        MutableHttpResponse<Body> response = HttpResponse.status(status(problem.kind()));
        if (problem.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
        return response.body(new Body(problem.getMessage(), problem.field()))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Our own. */
    @Singleton
    static final class Domain implements ExceptionHandler<Problem, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, Problem problem) {
            return answer(problem);
        }
    }

    /** A body that breaks its record's rules. */
    @Singleton
    @Replaces(ConstraintExceptionHandler.class)
    static final class Constraints implements ExceptionHandler<ConstraintViolationException, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, ConstraintViolationException e) {
            ConstraintViolation<?> first = e.getConstraintViolations().stream()
                    .min(Comparator.comparing(
                            violation -> violation.getPropertyPath().toString()))
                    .orElseThrow();
            String field = field(first.getPropertyPath());
            return answer(Problem.invalid(field, field + ' ' + first.getMessage()));
        }

        /** The member of the body as JSON has it. */
        private static String field(Path path) {
            String last = "";
            for (Path.Node node : path) {
                if (node.getName() != null && !node.getName().startsWith("<")) {
                    last = node.getName();
                }
            }
            return last.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        }
    }

    /** What the database refuses is the client's to know; what nobody expected is told to the log only. */
    @Singleton
    static final class Unexpected implements ExceptionHandler<Throwable, HttpResponse<?>> {
        @Override
        public HttpResponse<?> handle(HttpRequest request, Throwable e) {
            return Refusals.of(e).map(Errors::answer).orElseGet(() -> {
                LOG.error("{} {} failed", request.getMethod(), request.getPath(), e);
                return HttpResponse.<Body>serverError().body(new Body("internal error", ""));
            });
        }
    }

    /** Those of the HTTP server: no such path, no such method, a body that can't be read. */
    @Singleton
    @Primary
    static final class Http implements ErrorResponseProcessor<Body> {
        @Override
        public MutableHttpResponse<Body> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
            return response.body(new Body(message(response.code()), "")).contentType(MediaType.APPLICATION_JSON_TYPE);
        }

        /** Micronaut's own messages quote the request. */
        private static String message(int status) {
            return switch (status) {
                case 400 -> "the request can't be read";
                case 404 -> "there is nothing at this path";
                case 405 -> "this method is not allowed at this path";
                case 413 -> "the body is too large";
                case 415 -> "the body must be application/json";
                default -> status < 500 ? "the request is refused" : "internal error";
            };
        }
    }
}
