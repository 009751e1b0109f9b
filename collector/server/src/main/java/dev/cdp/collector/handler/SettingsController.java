package dev.cdp.collector.handler;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.service.auth.Authenticator;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** What browser and mobile libraries load before they send. */
@Controller
final class SettingsController {
    private final Authenticator authenticator;
    private final SettingsDocument document;

    SettingsController(Authenticator authenticator, SettingsDocument document) {
        this.authenticator = authenticator;
        this.document = document;
    }

    @Get("/v1/projects/{writeKey}/settings")
    CompletionStage<HttpResponse<byte[]>> settings(HttpRequest<?> request, String writeKey) {
        return authenticator
                .authenticate(List.of(writeKey))
                .handle((known, failure) -> failure == null
                        ? CompletableFuture.completedStage(answer(request, writeKey))
                        : CompletableFuture.<HttpResponse<byte[]>>failedStage(asNotFound(failure)))
                .thenCompose(answer -> answer);
    }

    private HttpResponse<byte[]> answer(HttpRequest<?> request, String writeKey) {
        return HttpResponse.ok(document.of(request, writeKey))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    }

    /** Here the key names the resource. */
    private static Throwable asNotFound(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof CollectorException e && e.status() == CollectorException.Status.UNAUTHORIZED
                ? CollectorException.notFound(e.getMessage())
                : cause;
    }
}
