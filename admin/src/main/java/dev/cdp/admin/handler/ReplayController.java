package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.replay.ReplayService;
import dev.cdp.admin.service.replay.ReplayService.Match;
import dev.cdp.admin.service.replay.ReplayService.Replay;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Replays of dead letters. */
@Controller("/api/v1/workspaces/{workspace}/replays")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReplayController {
    private static final int MOST_IDS = 1_000;

    private final ReplayService replays;

    ReplayController(ReplayService replays) {
        this.replays = replays;
    }

    @Serdeable
    record NewReplay(
            @Nullable @Size(min = 1, max = MOST_IDS) List<String> ids,
            @Nullable Match filter) {}

    @Allow(Right.VIEWER)
    @QueryParameters(paged = true)
    @Get
    Page<Replay> list(HttpRequest<?> request) {
        return replays.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post
    HttpResponse<Replay> create(HttpRequest<?> request, @Valid @Body NewReplay body) {
        if ((body.ids() == null) == (body.filter() == null)) {
            throw Problem.invalid("ids", "say either ids or filter");
        }
        return HttpResponse.created(
                replays.create(Requests.access(request), Requests.once(request, body), body.ids(), body.filter()));
    }

    @Allow(Right.VIEWER)
    @Get("/{replay}")
    Replay get(HttpRequest<?> request, String replay) {
        return replays.get(Requests.access(request), replay);
    }

    @Allow(Right.EDITOR)
    @Post(value = "/{replay}/cancel", consumes = "*/*")
    Replay cancel(HttpRequest<?> request, String replay) {
        return replays.cancel(Requests.access(request), replay);
    }
}
