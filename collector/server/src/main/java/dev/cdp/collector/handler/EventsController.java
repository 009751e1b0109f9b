package dev.cdp.collector.handler;

import dev.cdp.collector.service.Ingest;
import dev.cdp.collector.service.Receipt;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.body.Endpoint;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.util.concurrent.CompletionStage;

/** Takes events. {@link CanonicalUri} has taken surplus slashes away. */
@Controller
@Consumes(MediaType.ALL)
final class EventsController {
    private final Ingest ingest;
    private final Submissions submissions;

    EventsController(Ingest ingest, Submissions submissions) {
        this.ingest = ingest;
        this.submissions = submissions;
    }

    @Post(uris = {"/track", "/v1/track", "/v1/t", "/api/s/track", "/api/s/s2s/track"})
    CompletionStage<HttpResponse<byte[]>> track(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.TRACK, request, body);
    }

    @Post(uris = {"/identify", "/v1/identify", "/v1/i", "/api/s/identify", "/api/s/s2s/identify"})
    CompletionStage<HttpResponse<byte[]>> identify(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.IDENTIFY, request, body);
    }

    @Post(uris = {"/page", "/v1/page", "/v1/p", "/api/s/page", "/api/s/s2s/page"})
    CompletionStage<HttpResponse<byte[]>> page(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.PAGE, request, body);
    }

    @Post(uris = {"/screen", "/v1/screen", "/v1/s", "/api/s/screen", "/api/s/s2s/screen"})
    CompletionStage<HttpResponse<byte[]>> screen(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.SCREEN, request, body);
    }

    @Post(uris = {"/group", "/v1/group", "/v1/g", "/api/s/group", "/api/s/s2s/group"})
    CompletionStage<HttpResponse<byte[]>> group(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.GROUP, request, body);
    }

    @Post(uris = {"/alias", "/v1/alias", "/v1/a", "/api/s/alias", "/api/s/s2s/alias"})
    CompletionStage<HttpResponse<byte[]>> alias(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.ALIAS, request, body);
    }

    @Post(uris = {"/batch", "/v1/batch", "/v1/b", "/api/s/batch", "/api/s/s2s/batch"})
    CompletionStage<HttpResponse<byte[]>> batch(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.BATCH, request, body);
    }

    @Post(uris = {"/import", "/v1/import", "/api/s/import", "/api/s/s2s/import"})
    CompletionStage<HttpResponse<byte[]>> bulkImport(HttpRequest<?> request, @Body @Nullable byte[] body) {
        return accept(Endpoint.IMPORT, request, body);
    }

    private CompletionStage<HttpResponse<byte[]>> accept(Endpoint endpoint, HttpRequest<?> request, byte[] body) {
        Submission submission = submissions.of(endpoint, request, body == null ? new byte[0] : body);
        return ingest.accept(submission).thenApply(EventsController::answer);
    }

    private static HttpResponse<byte[]> answer(Receipt receipt) {
        return HttpResponse.ok(Answers.of(receipt)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
