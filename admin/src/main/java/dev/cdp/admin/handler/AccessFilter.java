package dev.cdp.admin.handler;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Principal;
import dev.cdp.admin.access.Right;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.account.Accounts;
import dev.cdp.admin.service.account.Sessions;
import dev.cdp.admin.service.account.Tokens;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Decides who may call a route before it is called. The workspace is that of the path alone, so a service can't be asked
 * about another one; who is no member of it is told that there is none.
 */
@ServerFilter("/api/**")
final class AccessFilter {
    private static final String BEARER = "Bearer ";

    private final Sessions sessions;
    private final Tokens tokens;
    private final Accounts accounts;

    AccessFilter(Sessions sessions, Tokens tokens, Accounts accounts) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void check(HttpRequest<?> request) {
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route == null) {
            return; // nothing is there: 404 or 405
        }
        Right right = route.getAnnotationMetadata()
                .enumValue(Allow.class, Right.class)
                .orElseThrow(() -> Problem.forbidden("nobody may call this route"));
        if (right == Right.PUBLIC) {
            KnownQuery.require(request, route);
            return;
        }
        Principal principal =
                principal(request).orElseThrow(() -> Problem.unauthenticated("log in, or send a token that is valid"));
        Requests.remember(request, access(right, principal, workspace(route)));
        // Behind the access: who may not call a route learns nothing of it.
        KnownQuery.require(request, route);
    }

    private Access access(Right right, Principal principal, String workspaceId) {
        return switch (right) {
            case PUBLIC, USER -> new Access(principal, "", null).forPeople();
            case OPERATOR -> operator(principal, workspaceId);
            case VIEWER, EDITOR, OWNER -> member(principal, workspaceId, right.role());
        };
    }

    private Access member(Principal principal, String workspaceId, Role needed) {
        Role role = role(principal, workspaceId).orElseThrow(() -> Problem.notFound("workspace"));
        if (!role.includes(needed)) {
            throw Problem.forbidden("this needs the role " + needed.text() + ", yours is " + role.text());
        }
        return new Access(principal, workspaceId, role);
    }

    private Access operator(Principal principal, String workspaceId) {
        Role role = null;
        if (!workspaceId.isEmpty()) {
            role = role(principal, workspaceId).orElseThrow(() -> Problem.notFound("workspace"));
        }
        Access access = new Access(principal, workspaceId, role);
        if (!access.isOperator()) {
            throw Problem.forbidden("this is for operators of the installation");
        }
        return access;
    }

    private Optional<Role> role(Principal principal, String workspaceId) {
        if (principal instanceof Principal.Token token) {
            return Optional.of(token.role()).filter(role -> token.workspaceId().equals(workspaceId));
        }
        return accounts.roleOf((Principal.User) principal, workspaceId);
    }

    private Optional<Principal> principal(HttpRequest<?> request) {
        Optional<String> header = request.getHeaders().getAuthorization();
        if (header.isPresent()) {
            // A token, or nobody: never the cookie beside it.
            return header.filter(value -> value.startsWith(BEARER))
                    .flatMap(value -> tokens.find(value.substring(BEARER.length())));
        }
        Optional<String> cookie = Cookies.session(request);
        Optional<Principal.User> user = cookie.flatMap(sessions::find);
        if (user.isPresent() && changes(request.getMethod())) {
            requireCsrfToken(request, cookie.orElseThrow());
        }
        return user.map(Principal.class::cast);
    }

    private static boolean changes(HttpMethod method) {
        return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
    }

    private static void requireCsrfToken(HttpRequest<?> request, String sessionToken) {
        byte[] sent = request.getHeaders().get("X-CSRF-Token", String.class, "").getBytes(StandardCharsets.UTF_8);
        byte[] right = Sessions.csrfToken(sessionToken).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(sent, right)) {
            throw Problem.forbidden("X-CSRF-Token is missing or is not that of this session");
        }
    }

    private static String workspace(RouteMatch<?> route) {
        Object workspace = route.getVariableValues().get("workspace");
        return workspace == null ? "" : workspace.toString();
    }
}
