package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.error.Problem;
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
import java.util.Set;

/** The ledger, the events behind its numbers, and one event's journey. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class LedgerController {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Set<String> BY = Set.of("", "total", "minute");

    private final Ledgers ledgers;
    private final LedgerEvents events;
    private final Journeys journeys;

    LedgerController(Ledgers ledgers, LedgerEvents events, Journeys journeys) {
        this.ledgers = ledgers;
        this.events = events;
        this.journeys = journeys;
    }

    @Allow(Right.VIEWER)
    @QueryParameters(
            value = {"source_id", "destination_id", "by"},
            spanned = true)
    @Get("/ledger")
    Ledgers.Ledger ledger(HttpRequest<?> request) {
        String by = Requests.query(request, "by");
        if (!BY.contains(by)) {
            throw Problem.invalid("by", "by is total or minute");
        }
        return ledgers.of(
                Requests.access(request),
                Requests.span(request, HOUR),
                Requests.query(request, "source_id"),
                Requests.query(request, "destination_id"),
                by.equals("minute"));
    }

    @Allow(Right.VIEWER)
    @QueryParameters(
            value = {"state", "source_id", "destination_id", "reason"},
            spanned = true,
            paged = true)
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
    @QueryParameters(spanned = true)
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
