package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.ledger.Journeys;
import dev.cdp.admin.service.ledger.LedgerEvents;
import dev.cdp.admin.service.ledger.LedgerEvents.LedgerEvent;
import dev.cdp.admin.service.ledger.Ledgers;
import dev.cdp.admin.service.page.Page;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;

/** The ledger, the events behind its numbers, and one event's journey. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class LedgerController {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Ledgers ledgers;
    private final LedgerEvents events;
    private final Journeys journeys;

    LedgerController(Ledgers ledgers, LedgerEvents events, Journeys journeys) {
        this.ledgers = ledgers;
        this.events = events;
        this.journeys = journeys;
    }

    @Allow(Right.VIEWER)
    @Get("/ledger")
    Ledgers.Ledger ledger(HttpRequest<?> request) {
        return ledgers.of(
                Requests.access(request),
                Requests.span(request, HOUR),
                Requests.query(request, "source_id"),
                Requests.query(request, "destination_id"),
                Requests.query(request, "by").equals("minute"));
    }

    @Allow(Right.VIEWER)
    @Get("/ledger/events")
    Page<LedgerEvent> events(HttpRequest<?> request) {
        LedgerEvents.Query query = new LedgerEvents.Query(
                Requests.span(request, HOUR),
                Requests.query(request, "state"),
                Requests.query(request, "source_id"),
                Requests.query(request, "destination_id"),
                Requests.query(request, "reason"));
        return events.list(Requests.access(request), query, Requests.paging(request));
    }

    @Allow(Right.VIEWER)
    @Get("/ledger/imbalance")
    Ledgers.Imbalances imbalance(HttpRequest<?> request) {
        return ledgers.imbalance(Requests.access(request), Requests.span(request, DAY));
    }

    @Allow(Right.VIEWER)
    @Get("/journeys/{message}")
    Journeys.Found journey(HttpRequest<?> request, String message) {
        return journeys.find(Requests.access(request), message);
    }
}
