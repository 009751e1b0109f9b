package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.pipeline.IdentityService;
import dev.cdp.admin.service.pipeline.IdentityService.IdentitySettings;
import dev.cdp.admin.service.pipeline.SecretService;
import dev.cdp.admin.service.pipeline.SecretService.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Rules of identity, and secrets. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class SettingsController {
    private final IdentityService identity;
    private final SecretService secrets;

    SettingsController(IdentityService identity, SecretService secrets) {
        this.identity = identity;
        this.secrets = secrets;
    }

    @Serdeable
    record IdentityChange(@NotNull @Size(max = 1_000) List<String> nobodyIds) {}

    @Serdeable
    record SecretValue(@NotNull @Size(min = 1, max = 10_000) String value) {
        /** Does not show it. */
        @Override
        public String toString() {
            return "SecretValue[…]";
        }
    }

    @Allow(Right.VIEWER)
    @Get("/identity")
    HttpResponse<IdentitySettings> identity(HttpRequest<?> request) {
        IdentitySettings found = identity.get(Requests.access(request));
        return Requests.versioned(found, found.version());
    }

    @Allow(Right.EDITOR)
    @Put("/identity")
    HttpResponse<IdentitySettings> changeIdentity(HttpRequest<?> request, @Valid @Body IdentityChange body) {
        IdentitySettings changed =
                identity.change(Requests.access(request), body.nobodyIds(), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.EDITOR)
    @QueryParameters(paged = true)
    @Get("/secrets")
    Page<Secret> secrets(HttpRequest<?> request) {
        return secrets.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.EDITOR)
    @Put("/secrets/{name}")
    HttpResponse<Secret> putSecret(HttpRequest<?> request, String name, @Valid @Body SecretValue body) {
        return HttpResponse.ok(secrets.put(Requests.access(request), name, body.value()));
    }

    @Allow(Right.EDITOR)
    @Delete("/secrets/{name}")
    HttpResponse<?> deleteSecret(HttpRequest<?> request, String name) {
        secrets.delete(Requests.access(request), name);
        return HttpResponse.noContent();
    }
}
