package dev.cdp.admin.handler;

import dev.cdp.admin.service.live.News;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.sse.Event;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** A live stream as server-sent events: its items, {@code skipped} with {@code {"records": n}}, and {@code heartbeat}. */
final class ServerSentEvents {
    private ServerSentEvents() {}

    /** @param name of the items' events */
    static <T> Publisher<Event<Object>> of(Publisher<News<T>> stream, String name) {
        return Flux.from(stream).map(news -> event(news, name));
    }

    /** Behind which one a client that comes again wants to go on; empty for a new one. */
    static String last(HttpRequest<?> request) {
        return request.getHeaders().get("Last-Event-ID", String.class, "");
    }

    private static Event<Object> event(News<?> news, String name) {
        Event<Object> event;
        if (news.item() != null) {
            event = Event.<Object>of(news.item()).name(name);
        } else if (news.isHeartbeat()) {
            event = Event.<Object>of(Map.of()).name("heartbeat");
        } else {
            event = Event.<Object>of(Map.of("records", news.skipped())).name("skipped");
        }
        return event.id(news.position());
    }
}
