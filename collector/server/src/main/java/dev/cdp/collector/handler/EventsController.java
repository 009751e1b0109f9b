package dev.cdp.collector.handler;

import dev.cdp.collector.service.Ingest;
import dev.cdp.collector.service.Receipt;
import dev.cdp.collector.service.body.Endpoint;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletionStage;

/** Takes events. {@link CanonicalUri} has taken surplus slashes away. */
@Controller
@Consumes(MediaType.ALL)
final class EventsController {
    private final Bodies bodies;
    private final Ingest ingest;
    private final Submissions submissions;

    EventsController(Bodies bodies, Ingest ingest, Submissions submissions) {
        this.bodies = bodies;
        this.ingest = ingest;
        this.submissions = submissions;
    }

    @Post(uris = {"/track", "/v1/track", "/v1/t", "/api/s/track", "/api/s/s2s/track"})
    CompletionStage<HttpResponse<byte[]>> track(HttpRequest<?> request) {
        return accept(Endpoint.TRACK, request);
    }

    @Post(uris = {"/identify", "/v1/identify", "/v1/i", "/api/s/identify", "/api/s/s2s/identify"})
    CompletionStage<HttpResponse<byte[]>> identify(HttpRequest<?> request) {
        return accept(Endpoint.IDENTIFY, request);
    }

    @Post(uris = {"/page", "/v1/page", "/v1/p", "/api/s/page", "/api/s/s2s/page"})
    CompletionStage<HttpResponse<byte[]>> page(HttpRequest<?> request) {
        return accept(Endpoint.PAGE, request);
    }

    @Post(uris = {"/screen", "/v1/screen", "/v1/s", "/api/s/screen", "/api/s/s2s/screen"})
    CompletionStage<HttpResponse<byte[]>> screen(HttpRequest<?> request) {
        return accept(Endpoint.SCREEN, request);
    }

    @Post(uris = {"/group", "/v1/group", "/v1/g", "/api/s/group", "/api/s/s2s/group"})
    CompletionStage<HttpResponse<byte[]>> group(HttpRequest<?> request) {
        return accept(Endpoint.GROUP, request);
    }

    @Post(uris = {"/alias", "/v1/alias", "/v1/a", "/api/s/alias", "/api/s/s2s/alias"})
    CompletionStage<HttpResponse<byte[]>> alias(HttpRequest<?> request) {
        return accept(Endpoint.ALIAS, request);
    }

    @Post(uris = {"/batch", "/v1/batch", "/v1/b", "/api/s/batch", "/api/s/s2s/batch"})
    CompletionStage<HttpResponse<byte[]>> batch(HttpRequest<?> request) {
        return accept(Endpoint.BATCH, request);
    }

    @Post(uris = {"/import", "/v1/import", "/api/s/import", "/api/s/s2s/import"})
    CompletionStage<HttpResponse<byte[]>> bulkImport(HttpRequest<?> request) {
        return accept(Endpoint.IMPORT, request);
    }

    private CompletionStage<HttpResponse<byte[]>> accept(Endpoint endpoint, HttpRequest<?> request) {
        Exchange exchange = Exchange.of(request).orElseThrow();
        exchange.arrivedAt(endpoint);
        return bodies.read(request, body -> ingest.accept(submissions.of(endpoint, request, exchange, body)))
                .thenApply(EventsController::answer);
    }

    private static HttpResponse<byte[]> answer(Receipt receipt) {
        return HttpResponse.ok(Answers.of(receipt)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
