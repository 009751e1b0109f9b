package dev.cdp.collector.handler;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.service.Ingest;
import dev.cdp.collector.service.body.Endpoint;
import dev.cdp.contract.EventType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Takes one event by an image: for mail, and for pages without scripts. The answer is the same image
 * whatever becomes of the event. Its status is the true one, so that a 200 keeps its meaning: image
 * tags ignore it, while logs, metrics and proxies' retries rest on it.
 */
@Controller
final class PixelController {
    /** One transparent pixel. */
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final String NO_STORE = "no-store";

    private final Ingest ingest;
    private final Submissions submissions;
    private final Errors.Thrown errors;

    PixelController(Ingest ingest, Submissions submissions, Errors.Thrown errors) {
        this.ingest = ingest;
        this.submissions = submissions;
        this.errors = errors;
    }

    /** Without a HEAD of its own: asking about the image would be an event. */
    @Get(value = "/v1/pixel/{type}", headRoute = false)
    CompletionStage<HttpResponse<byte[]>> pixel(HttpRequest<?> request, String type) {
        return accept(request, type)
                .handle((receipt, failure) -> failure == null
                        ? CompletableFuture.completedStage(gif(HttpResponse.ok()))
                        : answer(request, failure))
                .thenCompose(answer -> answer);
    }

    private CompletionStage<?> accept(HttpRequest<?> request, String type) {
        Optional<EventType> known = EventType.fromWireName(type);
        if (known.isEmpty()) {
            return CompletableFuture.failedStage(CollectorException.notFound("no such type of event"));
        }
        Endpoint endpoint = Endpoint.of(known.get());
        Exchange exchange = Exchange.of(request).orElseThrow();
        exchange.arrivedAt(endpoint);
        byte[] json = PixelData.json(request.getParameters());
        return ingest.accept(submissions.of(endpoint, Head.of(request), exchange, json));
    }

    private CompletionStage<HttpResponse<byte[]>> answer(HttpRequest<?> request, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof CollectorException known
                ? CompletableFuture.completedStage(
                        gif(errors.handle(request, known).toMutableResponse()))
                : CompletableFuture.failedStage(cause);
    }

    private static HttpResponse<byte[]> gif(MutableHttpResponse<?> response) {
        return response.body(GIF).contentType(MediaType.IMAGE_GIF_TYPE).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
