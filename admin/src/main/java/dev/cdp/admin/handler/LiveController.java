package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.live.LiveEvents;
import dev.cdp.admin.service.live.LiveEvents.News;
import dev.cdp.admin.service.live.LiveFilter;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Live events, by server-sent events. */
@Controller("/api/v1/workspaces/{workspace}/live")
@ExecuteOn(TaskExecutors.BLOCKING)
class LiveController {
    private final LiveEvents events;

    LiveController(LiveEvents events) {
        this.events = events;
    }

    @Allow(Right.VIEWER)
    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<Object>> follow(HttpRequest<?> request) {
        String stage = Requests.query(request, "stage");
        LiveFilter filter = new LiveFilter(
                Requests.access(request).workspaceId(),
                stage.isEmpty() ? "accepted" : stage,
                Requests.query(request, "source_id"),
                Requests.query(request, "event"),
                Requests.query(request, "type"),
                Requests.query(request, "user_id"));
        String last = request.getHeaders().get("Last-Event-ID", String.class, "");
        return Flux.from(events.follow(filter, last)).map(LiveController::event);
    }

    private static Event<Object> event(News news) {
        Event<Object> event;
        if (news.event() != null) {
            event = Event.<Object>of(news.event()).name("event");
        } else if (news.isHeartbeat()) {
            event = Event.<Object>of(Map.of()).name("heartbeat");
        } else {
            event = Event.<Object>of(Map.of("records", news.skipped())).name("skipped");
        }
        return event.id(news.position());
    }
}
