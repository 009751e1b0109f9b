package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.live.LiveFilter;
import dev.cdp.admin.service.live.LiveStreams;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.reactivestreams.Publisher;

/** Live events, by server-sent events. */
@Controller("/api/v1/workspaces/{workspace}/live")
@ExecuteOn(TaskExecutors.BLOCKING)
class LiveController {
    private final LiveStreams streams;

    LiveController(LiveStreams streams) {
        this.streams = streams;
    }

    /** Without a HEAD: nobody would take what it follows, and its place would never be free again. */
    @Allow(Right.VIEWER)
    @QueryParameters({"stage", "source_id", "event", "type", "user_id"})
    @Get(produces = MediaType.TEXT_EVENT_STREAM, headRoute = false)
    Publisher<Event<Object>> follow(HttpRequest<?> request) {
        String stage = Requests.query(request, "stage");
        LiveFilter filter = new LiveFilter(
                Requests.access(request).workspaceId(),
                stage.isEmpty() ? "accepted" : stage,
                Requests.query(request, "source_id"),
                Requests.query(request, "event"),
                Requests.query(request, "type"),
                Requests.query(request, "user_id"));
        return ServerSentEvents.of(streams.follow(filter, ServerSentEvents.last(request)), "event");
    }
}
