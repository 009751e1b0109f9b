package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.status.StatusService;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** How the installation is. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class StatusController {
    private final StatusService status;

    StatusController(StatusService status) {
        this.status = status;
    }

    @Allow(Right.USER)
    @Get("/status")
    StatusService.Status status() {
        return status.status();
    }

    @Allow(Right.OPERATOR)
    @Post(value = "/status/canary", consumes = "*/*")
    StatusService.Flight canary() {
        return status.canary();
    }

    @Allow(Right.OPERATOR)
    @Get("/lag")
    StatusService.Lag lag() {
        return status.lag();
    }
}
