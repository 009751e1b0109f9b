package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.job.JobStarter;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.pipeline.DestinationProbe;
import dev.cdp.admin.service.pipeline.DestinationService;
import dev.cdp.admin.service.pipeline.DestinationService.DestinationView;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** Destinations, and whether they can be reached. */
@Controller("/api/v1/workspaces/{workspace}/destinations")
@ExecuteOn(TaskExecutors.BLOCKING)
class DestinationController {
    private static final String TYPES = "clickhouse|postgresql";

    private final DestinationService destinations;
    private final DestinationProbe probe;
    private final JobStarter jobs;

    DestinationController(DestinationService destinations, DestinationProbe probe, JobStarter jobs) {
        this.destinations = destinations;
        this.probe = probe;
        this.jobs = jobs;
    }

    @Serdeable
    record NewDestination(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = TYPES) String type,
            @NotNull Map<String, String> settings) {}

    @Serdeable
    record DestinationChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable Map<String, String> settings) {}

    @Serdeable
    record ProbeRequest(
            @NotNull @Pattern(regexp = TYPES) String type,
            @NotNull Map<String, String> settings) {}

    @Allow(Right.VIEWER)
    @QueryParameters(value = "q", paged = true)
    @Get
    Page<DestinationView> list(HttpRequest<?> request) {
        return destinations.list(Requests.access(request), Requests.query(request, "q"), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post
    HttpResponse<DestinationView> create(HttpRequest<?> request, @Valid @Body NewDestination body) {
        DestinationView made = destinations.create(
                Requests.access(request), Requests.once(request, body), body.name(), body.type(), body.settings());
        jobs.startDelivery(Requests.access(request), made.id());
        return Requests.created(made, made.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{destination}")
    HttpResponse<DestinationView> get(HttpRequest<?> request, String destination) {
        DestinationView found = destinations.get(Requests.access(request), destination);
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.EDITOR)
    @Patch("/{destination}")
    HttpResponse<DestinationView> change(
            HttpRequest<?> request, String destination, @Valid @Body DestinationChange body) {
        DestinationView changed = destinations.change(
                Requests.access(request), destination, body.name(), body.settings(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @Delete("/{destination}")
    HttpResponse<?> delete(HttpRequest<?> request, String destination) {
        destinations.delete(Requests.access(request), destination);
        return HttpResponse.noContent();
    }

    @Allow(Right.EDITOR)
    @Post("/test")
    HttpResponse<DestinationProbe.Result> test(HttpRequest<?> request, @Valid @Body ProbeRequest body) {
        return HttpResponse.ok(probe.test(Requests.access(request).workspaceId(), body.type(), body.settings()));
    }
}
