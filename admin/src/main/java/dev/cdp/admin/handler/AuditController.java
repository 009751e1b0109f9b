package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.audit.AuditService;
import dev.cdp.admin.service.audit.AuditService.AuditEntry;
import dev.cdp.admin.service.page.Page;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The audit log. */
@Controller("/api/v1/workspaces/{workspace}/audit-log")
@ExecuteOn(TaskExecutors.BLOCKING)
class AuditController {
    private final AuditService audit;

    AuditController(AuditService audit) {
        this.audit = audit;
    }

    @Allow(Right.OWNER)
    @QueryParameters(
            value = {"action", "target"},
            paged = true)
    @Get
    Page<AuditEntry> list(HttpRequest<?> request) {
        return audit.list(
                Requests.access(request),
                Requests.query(request, "action"),
                Requests.query(request, "target"),
                Requests.paging(request));
    }
}
