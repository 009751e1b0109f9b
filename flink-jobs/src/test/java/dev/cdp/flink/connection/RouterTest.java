package dev.cdp.flink.connection;

import static dev.cdp.flink.Events.track;
import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.filtered;
import static dev.cdp.flink.config.ConfigRecords.needing;
import static dev.cdp.flink.config.ConfigRecords.sampled;
import static dev.cdp.flink.config.ConfigRecords.switched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.EventType;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.ConfigSnapshot;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static final ConnectionConfig ALL = connection("ws");

    @Test
    void builtInDestinationTakesAllWithoutAConnection() {
        assertThat(new Router(Destination.BUILT_IN).decide(track("m").envelope(), ConfigSnapshot.EMPTY))
                .isInstanceOf(Decision.Pass.class);
    }

    @Test
    void otherDestinationTakesNothingWithoutAConnection() {
        Router router = new Router(new Destination("ws", "warehouse"));
        assertThat(router.decide(track("m").envelope(), ConfigSnapshot.EMPTY))
                .isEqualTo(new Decision.Drop("not_connected", ""));
    }

    @Test
    void connectionOfAnotherWorkspaceReachesNoDestinationOfThisOne() {
        ConnectionConfig foreign = new ConnectionConfig(
                "intruder",
                "c-1",
                1,
                "src",
                "warehouse",
                List.of(),
                List.of(),
                List.of(),
                1,
                ALL.samplingBy(),
                List.of(),
                true,
                false);
        Router router = new Router(new Destination("ws", "warehouse"));
        assertThat(router.decide(track("m").workspace("intruder").envelope(), ConfigSnapshot.of(List.of(foreign))))
                .isInstanceOf(Decision.Elsewhere.class);
    }

    @Test
    void disabledConnectionDrops() {
        assertThat(reason(switched(ALL, false, false), track("m"))).isEqualTo("disabled");
    }

    @ParameterizedTest
    @CsvSource({
        "Product Viewed,,true",
        "Product*,,true",
        "track,,true",
        "tra*,,true",
        "*,,true",
        "Order*,,false",
        "Product,,false",
        "page,,false",
        "*,Product Viewed,false",
        "Product*,Product V*,false",
        "Product*,Order*,true",
        ",track,false",
        ",Order*,true"
    })
    void namesAndTypesPassByTheirPatterns(String events, String except, boolean passes) {
        ConnectionConfig connection = filtered(ALL, list(events), list(except));
        assertThat(reason(connection, track("m"))).isEqualTo(passes ? "" : "filtered");
    }

    @Test
    void eventWithoutANameMatchesByItsTypeOnly() {
        assertThat(reason(filtered(ALL, List.of("page"), List.of()), track("m").type(EventType.PAGE)))
                .isEmpty();
        assertThat(reason(
                        filtered(ALL, List.of("Product*"), List.of()),
                        track("m").type(EventType.PAGE)))
                .isEqualTo("filtered");
    }

    @Test
    void sampledShareIsAboutAsAskedAndAlwaysTheSame() {
        ConnectionConfig tenth = sampled(ALL, 0.1, ConnectionConfig.BY_ANONYMOUS_ID);
        ConnectionConfig half = sampled(ALL, 0.5, ConnectionConfig.BY_ANONYMOUS_ID);
        List<Events> visitors = IntStream.range(0, 10_000)
                .mapToObj(i -> track("m").anonymous("visitor-" + i))
                .toList();
        List<Events> inTenth = visitors.stream()
                .filter(event -> reason(tenth, event).isEmpty())
                .toList();

        assertThat(inTenth).hasSizeBetween(900, 1_100);
        assertThat(inTenth).as("a larger share holds the smaller one").allMatch(event -> reason(half, event)
                .isEmpty());
    }

    @Test
    void visitorIsInOrOutWithAllItsEventsAndEventsAreSampledOneByOne() {
        ConnectionConfig visitors = sampled(ALL, 0.5, ConnectionConfig.BY_ANONYMOUS_ID);
        ConnectionConfig events = sampled(ALL, 0.5, ConnectionConfig.BY_EVENT_ID);
        assertThat(distinctReasons(visitors)).hasSize(1);
        assertThat(distinctReasons(events)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0,sampled", "1,''"})
    void nothingAndEverythingAreExact(double share, String reason) {
        assertThat(reason(sampled(ALL, share, ConnectionConfig.BY_EVENT_ID), track("m")))
                .isEqualTo(reason);
    }

    @Test
    void agreedCategoriesPass() {
        Events event = track("m").payload("""
                {"context":{"x":[{"consent":1}],"consent":{"a":{},"categoryPreferences":
                 {"Advertising":true,"Analytics":true,"Functional":false}}}}""");
        assertThat(reason(needing(ALL, "Advertising", "Analytics"), event)).isEmpty();
        assertThat(reason(needing(ALL, "Advertising", "Functional"), event)).isEqualTo("no_consent");
        assertThat(reason(needing(ALL, "Unheard of"), event)).isEqualTo("no_consent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'context':null}",
                "{'context':{'consent':true}}",
                "{'context':{'consent':{'categoryPreferences':['A']}}}",
                "{'context':{'consent':{'categoryPreferences':{'A':'true'}}}}",
                "{'context':{'consent':{'categoryPreferences':{'A':1}}}}",
                "{'context':{'consent':{'categoryPreferences':{'A':true,'A':false}}}}",
                "{'consent':{'categoryPreferences':{'A':true}}}"
            })
    void whatIsNotSaidIsNotAgreedTo(String payload) {
        assertThat(reason(needing(ALL, "A"), track("m").payload(payload.replace('\'', '"'))))
                .isEqualTo("no_consent");
    }

    private static List<String> distinctReasons(ConnectionConfig connection) {
        return IntStream.range(0, 200)
                .mapToObj(i -> reason(connection, track("m" + i).anonymous("anna")))
                .distinct()
                .toList();
    }

    /** Why the built-in destination does not get this event; empty when it does. */
    private static String reason(ConnectionConfig connection, Events event) {
        Decision decision =
                new Router(Destination.BUILT_IN).decide(event.envelope(), ConfigSnapshot.of(List.of(connection)));
        return decision instanceof Decision.Drop drop ? drop.reason() : "";
    }

    private static List<String> list(String pattern) {
        return pattern == null ? List.of() : List.of(pattern);
    }
}
