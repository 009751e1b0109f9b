package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.event.DeadLetterSearch;
import dev.cdp.admin.service.event.DeadLetterSearch.DeadLetter;
import dev.cdp.admin.service.event.EventSearch;
import dev.cdp.admin.service.event.EventSearch.Event;
import dev.cdp.admin.service.event.Overview;
import dev.cdp.admin.service.event.Overviews;
import dev.cdp.admin.service.page.Page;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** Events, dead letters, and counts of both. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class EventController {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_MINUTES = 1_440;

    private final EventSearch events;
    private final DeadLetterSearch deadLetters;
    private final Overviews overviews;

    EventController(EventSearch events, DeadLetterSearch deadLetters, Overviews overviews) {
        this.events = events;
        this.deadLetters = deadLetters;
        this.overviews = overviews;
    }

    @Allow(Right.VIEWER)
    @QueryParameters(
            value = {"source_id", "type", "event", "message_id", "anonymous_id", "user_id"},
            spanned = true,
            paged = true)
    @Get("/events")
    Page<Event> events(HttpRequest<?> request) {
        EventSearch.Query query = new EventSearch.Query(
                Requests.span(request, DAY),
                Requests.query(request, "source_id"),
                Requests.query(request, "type"),
                Requests.query(request, "event"),
                Requests.query(request, "message_id"),
                Requests.query(request, "anonymous_id"),
                Requests.query(request, "user_id"));
        return events.list(Requests.access(request), query, Requests.paging(request));
    }

    @Allow(Right.VIEWER)
    @QueryParameters(
            value = {"stage", "reason", "source_id", "event", "field", "function_id", "destination_id", "message_id"},
            spanned = true,
            paged = true)
    @Get("/dead-letters")
    Page<DeadLetter> deadLetters(HttpRequest<?> request) {
        DeadLetterSearch.Query query = new DeadLetterSearch.Query(
                Requests.span(request, WEEK),
                Requests.query(request, "stage"),
                Requests.query(request, "reason"),
                Requests.query(request, "source_id"),
                Requests.query(request, "event"),
                Requests.query(request, "field"),
                Requests.query(request, "function_id"),
                Requests.query(request, "destination_id"),
                Requests.query(request, "message_id"));
        return deadLetters.list(Requests.access(request), query, Requests.paging(request));
    }

    @Allow(Right.VIEWER)
    @QueryParameters(spanned = true)
    @Get("/dead-letters/reasons")
    DeadLetterSearch.Reasons reasons(HttpRequest<?> request) {
        return deadLetters.reasons(Requests.access(request), Requests.span(request, WEEK));
    }

    @Allow(Right.VIEWER)
    @Get("/dead-letters/{deadLetter}")
    DeadLetterSearch.Detail deadLetter(HttpRequest<?> request, String deadLetter) {
        return deadLetters.get(Requests.access(request), deadLetter);
    }

    @Allow(Right.VIEWER)
    @QueryParameters(value = "minutes", spanned = true)
    @Get("/overview")
    Overview overview(HttpRequest<?> request) {
        String minutes = Requests.query(request, "minutes");
        if (!minutes.isEmpty() && !minutes.matches("\\d{1,4}")) {
            throw Problem.invalid("minutes", "minutes is a number from 1 to " + MOST_MINUTES);
        }
        if (minutes.isEmpty() && !Requests.query(request, "from").isEmpty()) {
            return overviews.of(Requests.access(request), Requests.span(request, DAY));
        }
        int count = minutes.isEmpty() ? 60 : Integer.parseInt(minutes);
        return overviews.of(Requests.access(request), Overviews.last(Math.max(1, Math.min(count, MOST_MINUTES))));
    }
}
