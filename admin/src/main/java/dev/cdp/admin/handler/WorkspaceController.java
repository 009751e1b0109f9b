package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.workspace.LimitService;
import dev.cdp.admin.service.workspace.LimitService.Limits;
import dev.cdp.admin.service.workspace.WorkspaceService;
import dev.cdp.admin.service.workspace.WorkspaceService.WorkspaceView;
import dev.cdp.admin.workspace.Tier;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** Workspaces and their limits. */
@Controller("/api/v1/workspaces")
@ExecuteOn(TaskExecutors.BLOCKING)
class WorkspaceController {
    private final WorkspaceService workspaces;
    private final LimitService limits;

    WorkspaceController(WorkspaceService workspaces, LimitService limits) {
        this.workspaces = workspaces;
        this.limits = limits;
    }

    @Serdeable
    record NewWorkspace(
            @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,62}")
            String id,

            @NotBlank @Size(max = 200) String name) {}

    @Serdeable
    record WorkspaceChange(@NotBlank @Size(max = 200) String name) {}

    @Serdeable
    record LimitsChange(
            @NotNull @Pattern(regexp = "default|pro|enterprise")
            String tier,

            @Nullable @Min(1) @Max(10_000_000) Long eventsPerSecond,
            @Nullable @Min(1) @Max(1_000_000_000_000L) Long eventsPerDay,
            @Nullable @Min(1) Long burst) {}

    @Allow(Right.USER)
    @QueryParameters(paged = true)
    @Get
    Page<WorkspaceView> list(HttpRequest<?> request) {
        return workspaces.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.OPERATOR)
    @Post
    HttpResponse<WorkspaceView> create(HttpRequest<?> request, @Valid @Body NewWorkspace body) {
        WorkspaceView made =
                workspaces.create(Requests.access(request), Requests.once(request, body), body.id(), body.name());
        return Requests.created(made, made.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{workspace}")
    HttpResponse<WorkspaceView> get(HttpRequest<?> request) {
        WorkspaceView found = workspaces.get(Requests.access(request));
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.OWNER)
    @Patch("/{workspace}")
    HttpResponse<WorkspaceView> change(HttpRequest<?> request, @Valid @Body WorkspaceChange body) {
        WorkspaceView changed = workspaces.rename(Requests.access(request), body.name(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{workspace}/limits")
    HttpResponse<Limits> limits(HttpRequest<?> request) {
        Limits found = limits.get(Requests.access(request));
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.OPERATOR)
    @Put("/{workspace}/limits")
    HttpResponse<Limits> changeLimits(HttpRequest<?> request, @Valid @Body LimitsChange body) {
        Limits changed = limits.change(
                Requests.access(request),
                Tier.valueOf(body.tier().toUpperCase(Locale.ROOT)),
                new LimitService.Own(body.eventsPerSecond(), body.eventsPerDay(), body.burst()),
                Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{workspace}/usage")
    LimitService.Usage usage(HttpRequest<?> request) {
        return limits.usage(Requests.access(request));
    }
}
