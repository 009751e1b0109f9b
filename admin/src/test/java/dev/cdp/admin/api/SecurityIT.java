package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.api.Contract.Route;
import dev.cdp.testkit.TestServices;
import io.micronaut.web.router.Router;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the document × everyone who may try it. */
class SecurityIT {
    private static final Map<String, Integer> RANKS = Map.of("viewer", 1, "editor", 2, "owner", 3);

    private static AdminFixture admin;
    private static final Map<String, Api> CALLERS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws SQLException {
        TestServices.clickHouse().migrate();
        admin = AdminFixture.start();
        Api operator = admin.setUp();
        AdminFixture.workspace(operator, "acme");
        AdminFixture.workspace(operator, "rival");
        CALLERS.put("nobody", admin.nobody());
        for (String role : List.of("viewer", "editor", "owner")) {
            CALLERS.put(role, admin.member(operator, "acme", role + "@example.com", role));
        }
        CALLERS.put("another's owner", admin.member(operator, "rival", "rival@example.com", "owner"));
        for (String role : List.of("viewer", "owner")) {
            CALLERS.put(role + " token", admin.nobody().withToken(token(operator, role)));
        }
        String revoked = token(operator, "owner");
        String id = operator.get("/api/v1/workspaces/acme/tokens").text("items/0/id");
        operator.delete("/api/v1/workspaces/acme/tokens/" + id).expect(204);
        CALLERS.put("revoked token", admin.nobody().withToken(revoked));
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
    }

    @Test
    void everyRouteAnswersEveryCallerAsTheDocumentSays() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Route route : Contract.routes()) {
            for (Map.Entry<String, Api> caller : CALLERS.entrySet()) {
                if (route.id().equals("logout") || route.id().equals("changePassword")) {
                    // Would end the caller's own session: SessionIT has these.
                    continue;
                }
                tried++;
                int status = call(caller.getValue(), route).status();
                if (!isAsExpected(route, caller.getKey(), status)) {
                    wrong.add(route.name() + " by " + caller.getKey() + " (" + route.right() + "): " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(400);
    }

    @Test
    void documentIsValidAndHasTheRoutesOfTheServerAndNoOthers() {
        assertThat(Contract.parse().getMessages()).isEmpty();
        Set<String> documented =
                Contract.routes().stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = admin.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toString().startsWith("/api/"))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + ' ' + route.getUriMatchTemplate())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void idsOfAnotherWorkspaceAreNotFound() {
        Api rival = CALLERS.get("another's owner");
        Api owner = CALLERS.get("owner");
        String source = owner.post("/api/v1/workspaces/acme/sources", Map.of("name", "Mine"))
                .expect(201)
                .text("id");
        String mine = "/api/v1/workspaces/rival/sources/" + source;
        rival.get(mine).expect(404);
        rival.patch(mine, 1, Map.of("name", "Taken")).expect(404);
        rival.post(mine + "/write-keys", null).expect(404);
        rival.get(mine + "/write-keys").expect(404);
        rival.delete(mine).expect(404);
        owner.get("/api/v1/workspaces/acme/sources/" + source).expect(200);
    }

    /** Whether this caller is let through, and else is told the right thing; what the route then says is its own. */
    private static boolean isAsExpected(Route route, String caller, int status) {
        boolean token = caller.endsWith("token");
        if (route.right().equals("public")) {
            return status != 403;
        }
        if (caller.equals("nobody") || caller.equals("revoked token")) {
            return status == 401;
        }
        boolean inWorkspace = route.path().contains("{workspace}");
        if (inWorkspace && caller.equals("another's owner")) {
            return status == 404;
        }
        return switch (route.right()) {
            case "user" -> token ? status == 403 : status != 401 && status != 403;
            case "operator" -> status == 403;
            default ->
                RANKS.get(caller.split(" ")[0]) >= RANKS.get(route.right())
                        ? status != 401 && status != 403 && status < 500
                        : status == 403;
        };
    }

    /** With ids that nothing has and a body that no route takes: whoever is let through changes nothing. */
    private static Answer call(Api api, Route route) {
        String path = route.pathIn("acme");
        if (route.id().equals("followEvents")) {
            path += "?stage=none"; // else it would never end
        }
        boolean hasBody = !route.method().equals("GET") && !route.method().equals("DELETE");
        return api.with("If-Match", "\"999\"").call(route.method(), path, hasBody ? Map.of() : null);
    }

    private static String token(Api operator, String role) {
        return operator.post("/api/v1/workspaces/acme/tokens", Map.of("name", role, "role", role, "days", 1))
                .expect(201)
                .text("secret");
    }
}
