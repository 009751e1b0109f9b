package dev.cdp.admin.handler;

import dev.cdp.admin.service.account.Accounts;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/** Whether the service lives, whether it can answer, and how it does. */
@Controller
class HealthController {
    private final Accounts accounts;
    private final PrometheusMeterRegistry metrics;

    HealthController(Accounts accounts, PrometheusMeterRegistry metrics) {
        this.accounts = accounts;
        this.metrics = metrics;
    }

    @Serdeable
    record Health(String status) {}

    @Get("/health")
    Health health() {
        return new Health("up");
    }

    /** 503 while PostgreSQL does not answer: nothing can be done without it. */
    @Get("/ready")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Health> ready() {
        try {
            accounts.isSetUp();
            return HttpResponse.ok(new Health("ready"));
        } catch (RuntimeException e) {
            return HttpResponse.<Health>status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("postgres is away"));
        }
    }

    @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
    String metrics() {
        return metrics.scrape();
    }
}
