package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.workspace.SourceService;
import dev.cdp.admin.service.workspace.SourceService.SourceView;
import dev.cdp.admin.service.workspace.WriteKeyService;
import dev.cdp.admin.service.workspace.WriteKeyService.WriteKeyMade;
import dev.cdp.admin.service.workspace.WriteKeyService.WriteKeyView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Sources and their write keys. */
@Controller("/api/v1/workspaces/{workspace}/sources")
@ExecuteOn(TaskExecutors.BLOCKING)
class SourceController {
    private static final String MODES = "learn|strict|keep|off";
    private static final String IP_POLICIES = "keep|truncate|drop";

    private final SourceService sources;
    private final WriteKeyService keys;

    SourceController(SourceService sources, WriteKeyService keys) {
        this.sources = sources;
        this.keys = keys;
    }

    @Serdeable
    record NewSource(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Pattern(regexp = MODES) String schemaMode,
            @Nullable @Pattern(regexp = IP_POLICIES) String ipPolicy) {}

    @Serdeable
    record SourceChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Pattern(regexp = MODES) String schemaMode,
            @Nullable @Pattern(regexp = IP_POLICIES) String ipPolicy,
            @Nullable Boolean enabled) {}

    @Allow(Right.VIEWER)
    @QueryParameters(value = "q", paged = true)
    @Get
    Page<SourceView> list(HttpRequest<?> request) {
        return sources.list(Requests.access(request), Requests.query(request, "q"), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post
    HttpResponse<SourceView> create(HttpRequest<?> request, @Valid @Body NewSource body) {
        SourceView made = sources.create(
                Requests.access(request),
                Requests.once(request, body),
                body.name(),
                body.schemaMode() == null ? "learn" : body.schemaMode(),
                body.ipPolicy() == null ? "keep" : body.ipPolicy());
        return Requests.created(made, made.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{source}")
    HttpResponse<SourceView> get(HttpRequest<?> request, String source) {
        SourceView found = sources.get(Requests.access(request), source);
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.EDITOR)
    @Patch("/{source}")
    HttpResponse<SourceView> change(HttpRequest<?> request, String source, @Valid @Body SourceChange body) {
        SourceService.Edit edit =
                new SourceService.Edit(body.name(), body.schemaMode(), body.ipPolicy(), body.enabled());
        SourceView changed = sources.change(Requests.access(request), source, edit, Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.OWNER)
    @Delete("/{source}")
    HttpResponse<?> delete(HttpRequest<?> request, String source) {
        sources.delete(Requests.access(request), source);
        return HttpResponse.noContent();
    }

    @Allow(Right.VIEWER)
    @QueryParameters(paged = true)
    @Get("/{source}/write-keys")
    Page<WriteKeyView> keys(HttpRequest<?> request, String source) {
        return keys.list(Requests.access(request), source, Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post(value = "/{source}/write-keys", consumes = "*/*")
    @Status(HttpStatus.CREATED)
    WriteKeyMade createKey(HttpRequest<?> request, String source) {
        return keys.create(Requests.access(request), Requests.once(request, ""), source);
    }

    @Allow(Right.EDITOR)
    @Post(value = "/{source}/write-keys/{key}/rotate", consumes = "*/*")
    @Status(HttpStatus.CREATED)
    WriteKeyMade rotate(HttpRequest<?> request, String source, String key) {
        return keys.rotate(Requests.access(request), Requests.once(request, ""), source, key);
    }

    @Allow(Right.EDITOR)
    @Delete("/{source}/write-keys/{key}")
    HttpResponse<?> revoke(HttpRequest<?> request, String source, String key) {
        keys.revoke(Requests.access(request), source, key);
        return HttpResponse.noContent();
    }
}
