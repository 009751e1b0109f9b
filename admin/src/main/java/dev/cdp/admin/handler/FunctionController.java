package dev.cdp.admin.handler;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.live.FunctionLog;
import dev.cdp.admin.service.live.LiveStreams;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.pipeline.FunctionEdit;
import dev.cdp.admin.service.pipeline.FunctionRunner;
import dev.cdp.admin.service.pipeline.FunctionRunner.TestResult;
import dev.cdp.admin.service.pipeline.FunctionService;
import dev.cdp.admin.service.pipeline.FunctionService.FunctionSummary;
import dev.cdp.admin.service.pipeline.FunctionService.FunctionVersion;
import dev.cdp.admin.service.pipeline.FunctionService.FunctionView;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.reactivestreams.Publisher;

/** Functions, their versions, test runs, and what they log. */
@Controller("/api/v1/workspaces/{workspace}/functions")
@ExecuteOn(TaskExecutors.BLOCKING)
class FunctionController {
    private static final int CODE = 200_000;
    private static final int LONGEST_MS = 60_000;

    private final FunctionService functions;
    private final FunctionRunner runner;
    private final LiveStreams streams;

    FunctionController(FunctionService functions, FunctionRunner runner, LiveStreams streams) {
        this.functions = functions;
        this.runner = runner;
        this.streams = streams;
    }

    @Serdeable
    record NewFunction(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = CODE) String code,
            @Nullable Map<String, Object> props,
            @Nullable @Min(0) @Max(LONGEST_MS) Integer timeoutMs) {
        FunctionEdit edit() {
            return new FunctionEdit(name, code, props, timeoutMs);
        }
    }

    @Serdeable
    record FunctionChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(min = 1, max = CODE) String code,
            @Nullable Map<String, Object> props,
            @Nullable @Min(0) @Max(LONGEST_MS) Integer timeoutMs) {
        FunctionEdit edit() {
            return new FunctionEdit(name, code, props, timeoutMs);
        }
    }

    @Serdeable
    record Rollback(@Min(1) long version) {}

    @Serdeable
    record FunctionTest(
            @NotBlank @Size(max = CODE) String code,
            @NotNull Map<String, Object> event) {}

    @Allow(Right.VIEWER)
    @QueryParameters(value = "q", paged = true)
    @Get
    Page<FunctionSummary> list(HttpRequest<?> request) {
        return functions.list(Requests.access(request), Requests.query(request, "q"), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post
    HttpResponse<FunctionView> create(HttpRequest<?> request, @Valid @Body NewFunction body) {
        FunctionView made = functions.create(Requests.access(request), Requests.once(request, body), body.edit());
        return Requests.created(made, made.version());
    }

    @Allow(Right.VIEWER)
    @Get("/{function}")
    HttpResponse<FunctionView> get(HttpRequest<?> request, String function) {
        FunctionView found = functions.get(Requests.access(request), function);
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.EDITOR)
    @Patch("/{function}")
    HttpResponse<FunctionView> change(HttpRequest<?> request, String function, @Valid @Body FunctionChange body) {
        FunctionView changed =
                functions.change(Requests.access(request), function, body.edit(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @Delete("/{function}")
    HttpResponse<?> delete(HttpRequest<?> request, String function) {
        functions.delete(Requests.access(request), function);
        return HttpResponse.noContent();
    }

    @Allow(Right.VIEWER)
    @QueryParameters(paged = true)
    @Get("/{function}/versions")
    Page<FunctionVersion> versions(HttpRequest<?> request, String function) {
        return functions.versions(Requests.access(request), function, Requests.paging(request));
    }

    @Allow(Right.VIEWER)
    @Get(uri = "/{function}/log", produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    Publisher<Event<Object>> log(HttpRequest<?> request, String function) {
        Access access = Requests.access(request);
        FunctionView found = functions.get(access, function);
        FunctionLog log = new FunctionLog(access.workspaceId(), found.id());
        return ServerSentEvents.of(streams.follow(log, ServerSentEvents.last(request)), "line");
    }

    @Allow(Right.EDITOR)
    @Post("/{function}/rollback")
    HttpResponse<FunctionView> rollBack(HttpRequest<?> request, String function, @Valid @Body Rollback body) {
        FunctionView changed =
                functions.rollBack(Requests.access(request), function, body.version(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @Post("/test")
    HttpResponse<TestResult> test(HttpRequest<?> request, @Valid @Body FunctionTest body) {
        return HttpResponse.ok(runner.test(Requests.access(request).workspaceId(), body.code(), body.event()));
    }
}
