package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.workspace.SchemaService;
import dev.cdp.admin.service.workspace.SchemaService.SchemaEvent;
import dev.cdp.admin.service.workspace.SchemaService.SchemaField;
import dev.cdp.contract.EventType;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The schema registry. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class SchemaController {
    /** As the collector names what it checks: another name would be declared and never looked at. */
    private static final String FIELD = "(properties|traits|context)\\.[\\p{L}\\p{Nd}_&&[^\\p{Lu}]]+";

    private static final String TYPES = "string|number|boolean|array|timestamp";

    private final SchemaService schemas;

    SchemaController(SchemaService schemas) {
        this.schemas = schemas;
    }

    @Serdeable
    record NewSchemaField(
            @NotNull @Pattern(regexp = "track|identify|page|screen|group|alias")
            String eventType,

            @NotNull @Size(max = 255) String eventName,

            @NotNull @Size(max = 255) @Pattern(regexp = FIELD)
            String field,

            @NotNull @Pattern(regexp = TYPES) String type,
            @Nullable Boolean locked) {}

    @Serdeable
    record SchemaFieldChange(
            @Nullable @Pattern(regexp = TYPES) String type,
            @Nullable Boolean locked) {}

    @Allow(Right.VIEWER)
    @QueryParameters(value = "q", paged = true)
    @Get("/schemas")
    Page<SchemaEvent> events(HttpRequest<?> request) {
        return schemas.events(Requests.access(request), Requests.query(request, "q"), Requests.paging(request));
    }

    @Allow(Right.VIEWER)
    @QueryParameters(
            value = {"event_type", "event_name", "q"},
            paged = true)
    @Get("/schema-fields")
    Page<SchemaField> fields(HttpRequest<?> request) {
        return schemas.fields(
                Requests.access(request),
                Requests.query(request, "event_type"),
                Requests.query(request, "event_name"),
                Requests.query(request, "q"),
                Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Post("/schema-fields")
    HttpResponse<SchemaField> declare(HttpRequest<?> request, @Valid @Body NewSchemaField body) {
        SchemaField made = schemas.declare(
                Requests.access(request),
                Requests.once(request, body),
                EventType.fromWireName(body.eventType()).orElseThrow(),
                body.eventName(),
                body.field(),
                body.type(),
                Boolean.TRUE.equals(body.locked()));
        return Requests.created(made, made.version());
    }

    @Allow(Right.EDITOR)
    @Patch("/schema-fields/{field}")
    HttpResponse<SchemaField> change(HttpRequest<?> request, String field, @Valid @Body SchemaFieldChange body) {
        SchemaField changed =
                schemas.change(Requests.access(request), field, body.type(), body.locked(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @Delete("/schema-fields/{field}")
    HttpResponse<?> forget(HttpRequest<?> request, String field) {
        schemas.forget(Requests.access(request), field);
        return HttpResponse.noContent();
    }
}
