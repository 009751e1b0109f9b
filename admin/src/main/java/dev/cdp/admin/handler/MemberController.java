package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.service.account.Members;
import dev.cdp.admin.service.account.Members.Invitation;
import dev.cdp.admin.service.account.Members.InvitationMade;
import dev.cdp.admin.service.account.Members.Member;
import dev.cdp.admin.service.account.Tokens;
import dev.cdp.admin.service.account.Tokens.Token;
import dev.cdp.admin.service.account.Tokens.TokenMade;
import dev.cdp.admin.service.page.Page;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Members, invitations and tokens of a workspace. */
@Controller("/api/v1/workspaces/{workspace}")
@ExecuteOn(TaskExecutors.BLOCKING)
class MemberController {
    private static final String ROLES = "owner|editor|viewer";

    private final Members members;
    private final Tokens tokens;

    MemberController(Members members, Tokens tokens) {
        this.members = members;
        this.tokens = tokens;
    }

    @Serdeable
    record RoleChange(@NotNull @Pattern(regexp = ROLES) String role) {}

    @Serdeable
    record NewInvitation(
            @NotNull @Email @Size(min = 3, max = 254) String email,
            @NotNull @Pattern(regexp = ROLES) String role) {}

    @Serdeable
    record NewToken(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = ROLES) String role,
            @Min(1) @Max(365) int days) {}

    @Allow(Right.VIEWER)
    @QueryParameters(paged = true)
    @Get("/members")
    Page<Member> members(HttpRequest<?> request) {
        return members.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.OWNER)
    @Patch("/members/{user}")
    HttpResponse<Member> changeRole(HttpRequest<?> request, String user, @Valid @Body RoleChange body) {
        Member changed =
                members.changeRole(Requests.access(request), user, Role.of(body.role()), Requests.version(request));
        return Requests.versioned(changed, changed.version());
    }

    @Allow(Right.OWNER)
    @Delete("/members/{user}")
    HttpResponse<?> remove(HttpRequest<?> request, String user) {
        members.remove(Requests.access(request), user);
        return HttpResponse.noContent();
    }

    @Allow(Right.OWNER)
    @QueryParameters(paged = true)
    @Get("/invitations")
    Page<Invitation> invitations(HttpRequest<?> request) {
        return members.invitations(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.OWNER)
    @Post("/invitations")
    @Status(HttpStatus.CREATED)
    InvitationMade invite(HttpRequest<?> request, @Valid @Body NewInvitation body) {
        return members.invite(
                Requests.access(request), Requests.once(request, body), body.email(), Role.of(body.role()));
    }

    @Allow(Right.OWNER)
    @Delete("/invitations/{invitation}")
    HttpResponse<?> uninvite(HttpRequest<?> request, String invitation) {
        members.uninvite(Requests.access(request), invitation);
        return HttpResponse.noContent();
    }

    @Allow(Right.OWNER)
    @QueryParameters(paged = true)
    @Get("/tokens")
    Page<Token> tokens(HttpRequest<?> request) {
        return tokens.list(Requests.access(request), Requests.paging(request));
    }

    @Allow(Right.OWNER)
    @Post("/tokens")
    @Status(HttpStatus.CREATED)
    TokenMade createToken(HttpRequest<?> request, @Valid @Body NewToken body) {
        return tokens.create(
                Requests.access(request), Requests.once(request, body), body.name(), Role.of(body.role()), body.days());
    }

    @Allow(Right.OWNER)
    @Delete("/tokens/{token}")
    HttpResponse<?> revokeToken(HttpRequest<?> request, String token) {
        tokens.revoke(Requests.access(request), token);
        return HttpResponse.noContent();
    }
}
