package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.api.Contract.Route;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands behind a route's question mark: what the document names, once each, and nothing else. */
class QueryParametersIT {
    private static final String EVENTS = "/api/v1/workspaces/acme/events";
    private static final String THERE_ARE = "there are ";

    private static AdminFixture admin;
    private static Api operator;

    @BeforeAll
    static void start() throws SQLException {
        TestServices.clickHouse().migrate();
        admin = AdminFixture.start();
        operator = admin.setUp();
        AdminFixture.workspace(operator, "acme");
    }

    @AfterAll
    static void stop() throws SQLException {
        admin.close();
    }

    @Test
    void everyRouteRefusesAnUnknownOneAndTellsThoseOfTheDocument() {
        int withSome = 0;
        for (Route route : Contract.routes()) {
            if (!route.method().equals("GET")) {
                continue;
            }
            Answer refused =
                    operator.get(route.pathIn("acme") + "?no_such_parameter=1").expect(400);
            assertThat(refused.text("field")).as(route.name()).isEqualTo("no_such_parameter");
            assertThat(told(refused.text("error"))).as(route.name()).isEqualTo(route.query());
            withSome += route.query().isEmpty() ? 0 : 1;
        }
        assertThat(withSome).isGreaterThan(15);
    }

    @Test
    void changesRefuseOneTooAndChangeNothing() {
        Answer refused = operator.call("POST", "/api/v1/workspaces/acme/sources?nam=x", "{\"name\":\"Shop\"}");
        assertThat(refused.expect(400).text("field")).isEqualTo("nam");
        assertThat(operator.get("/api/v1/workspaces/acme/sources").json().at("/items"))
                .isEmpty();
    }

    @Test
    void misspeltFilterIsNotTakenForNone() {
        assertThat(operator.get(EVENTS + "?sourceId=1").expect(400).text("field"))
                .isEqualTo("sourceId");
        operator.get(EVENTS + "?source_id=1&limit=5").expect(200);
    }

    @Test
    void oneThatIsGivenTwiceIsRefused() {
        Answer refused = operator.get(EVENTS + "?source_id=1&source_id=2").expect(400);
        assertThat(refused.text("field")).isEqualTo("source_id");
        assertThat(refused.text("error")).contains("more than once");
    }

    @Test
    void valueThatIsNoneOfThoseToChooseFromIsRefused() {
        Answer refused = operator.get("/api/v1/workspaces/acme/ledger?by=hour").expect(400);
        assertThat(refused.text("field")).isEqualTo("by");
        operator.get("/api/v1/workspaces/acme/ledger?by=minute").expect(200);
    }

    @Test
    void whoMayNotCallTheRouteIsToldThatFirst() {
        admin.nobody().get(EVENTS + "?no_such_parameter=1").expect(401);
    }

    /** The names that the message ends with. */
    private static Set<String> told(String message) {
        int begin = message.lastIndexOf(THERE_ARE);
        return message.startsWith(THERE_ARE)
                ? Set.of()
                : Arrays.stream(message.substring(begin + THERE_ARE.length()).split(", "))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
