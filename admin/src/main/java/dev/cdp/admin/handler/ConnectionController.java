package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.pipeline.ConnectionService;
import dev.cdp.admin.service.pipeline.ConnectionView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Connections. */
@Controller("/api/v1/workspaces/{workspace}/connections")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConnectionController {
    private static final int MOST = 1_000;
    private static final String BY = "anonymous_id|event_id";

    private final ConnectionService connections;

    ConnectionController(ConnectionService connections) {
        this.connections = connections;
    }

    @Serdeable
    record NewConnection(
            @NotBlank String sourceId,
            @NotBlank String destinationId,
            @Nullable @Size(max = 20) List<String> functionIds,
            @Nullable @Size(max = MOST) List<String> events,
            @Nullable @Size(max = MOST) List<String> except,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double sampling,
            @Nullable @Pattern(regexp = BY) String samplingBy,
            @Nullable @Size(max = MOST) List<String> consent,
            @Nullable Boolean enabled,
            @Nullable Boolean paused) {
        ConnectionView.Edit edit() {
            return new ConnectionView.Edit(functionIds, events, except, sampling, samplingBy, consent, enabled, paused);
        }
    }

    @Serdeable
    record ConnectionChange(
            @Nullable @Size(max = 20) List<String> functionIds,
            @Nullable @Size(max = MOST) List<String> events,
            @Nullable @Size(max = MOST) List<String> except,
            @Nullable @DecimalMin("0") @DecimalMax("1") Double sampling,
            @Nullable @Pattern(regexp = BY) String samplingBy,
            @Nullable @Size(max = MOST) List<String> consent,
            @Nullable Boolean enabled,
            @Nullable Boolean paused) {
        ConnectionView.Edit edit() {
            return new ConnectionView.Edit(functionIds, events, except, sampling, samplingBy, consent, enabled, paused);
        }
    }

    @Allow(Right.VIEWER)
    @QueryParameters(paged = true)
    @Get
    Page<ConnectionView> list(HttpRequest<?> request) {
        return connections.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post
    HttpResponse<ConnectionView> create(HttpRequest<?> request, @Valid @Body NewConnection body) {
        ConnectionView made = connections.create(
                Requests.access(request),
                Requests.once(request, body),
                body.sourceId(),
                body.destinationId(),
                ConnectionView.Rules.ALL.with(body.edit()));
        return Requests.created(made, made.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{connection}")
    HttpResponse<ConnectionView> get(HttpRequest<?> request, String connection) {
        ConnectionView found = connections.get(Requests.access(request), connection);
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.EDITOR)
    @Patch("/{connection}")
    HttpResponse<ConnectionView> change(HttpRequest<?> request, String connection, @Valid @Body ConnectionChange body) {
        ConnectionView changed =
                connections.change(Requests.access(request), connection, body.edit(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @Delete("/{connection}")
    HttpResponse<?> delete(HttpRequest<?> request, String connection) {
        connections.delete(Requests.access(request), connection);
        return HttpResponse.noContent();
    }
}
