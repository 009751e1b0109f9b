package dev.cdp.admin.handler;

import dev.cdp.admin.access.Principal;
import dev.cdp.admin.access.Right;
import dev.cdp.admin.service.account.Accounts;
import dev.cdp.admin.service.account.SessionViews;
import dev.cdp.admin.service.account.SessionViews.SessionView;
import dev.cdp.admin.service.account.Sessions;
import dev.cdp.admin.service.account.SetupToken;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Logging in and out, the first account, invitations. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class SessionController {
    private final Accounts accounts;
    private final SetupToken setupToken;
    private final Sessions sessions;
    private final SessionViews views;
    private final Cookies cookies;

    SessionController(
            Accounts accounts, SetupToken setupToken, Sessions sessions, SessionViews views, Cookies cookies) {
        this.accounts = accounts;
        this.setupToken = setupToken;
        this.sessions = sessions;
        this.views = views;
        this.cookies = cookies;
    }

    @Serdeable
    record Setup(boolean required, boolean token) {}

    @Serdeable
    record SetupRequest(
            @NotNull @Email @Size(min = 3, max = 254) String email,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(min = 12, max = 200) String password,
            @Nullable @Size(max = 200) String token) {}

    @Serdeable
    record LoginRequest(
            @NotNull @Size(max = 254) String email,
            @NotNull @Size(max = 200) String password) {}

    @Serdeable
    record PasswordRequest(
            @NotNull @Size(max = 200) String current,
            @NotNull @Size(min = 12, max = 200) String password) {}

    @Serdeable
    record AcceptInvitation(
            @NotNull @Size(max = 200) String token,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(min = 12, max = 200) String password) {}

    @Allow(Right.PUBLIC)
    @Get("/setup")
    Setup setup() {
        boolean required = !accounts.isSetUp();
        return new Setup(required, required && setupToken.isAsked());
    }

    @Allow(Right.PUBLIC)
    @Post("/setup")
    HttpResponse<SessionView> setUp(@Valid @Body SetupRequest body) {
        return begin(accounts.setUp(body.email(), body.name(), body.password(), body.token()))
                .status(201);
    }

    @Allow(Right.PUBLIC)
    @Post("/session")
    HttpResponse<SessionView> logIn(HttpRequest<?> request, @Valid @Body LoginRequest body) {
        return begin(accounts.logIn(body.email(), body.password(), Requests.address(request)));
    }

    @Allow(Right.USER)
    @Get("/session")
    SessionView session(HttpRequest<?> request) {
        return views.of(
                Requests.access(request).user(), Cookies.session(request).orElseThrow());
    }

    @Allow(Right.USER)
    @Delete("/session")
    HttpResponse<?> logOut(HttpRequest<?> request) {
        sessions.end(Requests.access(request).user());
        return HttpResponse.noContent().cookie(cookies.end());
    }

    @Allow(Right.USER)
    @Put("/session/password")
    HttpResponse<?> changePassword(HttpRequest<?> request, @Valid @Body PasswordRequest body) {
        accounts.changePassword(Requests.access(request), body.current(), body.password(), Requests.address(request));
        return HttpResponse.noContent();
    }

    @Allow(Right.PUBLIC)
    @Post("/invitations/accept")
    HttpResponse<SessionView> accept(HttpRequest<?> request, @Valid @Body AcceptInvitation body) {
        return begin(accounts.accept(body.token(), body.name(), body.password(), Requests.address(request)));
    }

    private MutableHttpResponse<SessionView> begin(String token) {
        Principal.User user = sessions.find(token).orElseThrow();
        return HttpResponse.ok(views.of(user, token)).cookie(cookies.begin(token));
    }
}
