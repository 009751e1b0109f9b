package dev.cdp.flink.processing;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.alias;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.EventType;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.config.IdentityConfig;
import dev.cdp.flink.Events;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StitchingTest {
    private KeyedOperator operator;
    private int messages;

    @BeforeEach
    void open() throws Exception {
        operator = KeyedOperator.create();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void laterAnonymousEventGetsTheUserOfTheIdentify() throws Exception {
        assertThat(anonymousAt(NOON - 1)).isEmpty();
        StitchedEvent identify =
                operator.processOne(identify("i1").anonymous("anna").user("u1"));
        assertThat(identify.userId()).isEqualTo("u1");
        assertThat(identify.link())
                .isEqualTo(new IdentityLink("anna", "u1", "identify", ownedBy(1, new Owner(0, "u1"))));
        assertThat(anonymousAt(NOON + 1)).isEqualTo("u1");
    }

    @Test
    void anyEventWithBothIdsLinks() throws Exception {
        StitchedEvent page = operator.processOne(
                track("p1").type(EventType.PAGE).anonymous("anna").user("u1"));
        assertThat(page.link().cause()).isEqualTo("both_ids");
        assertThat(anonymousAt(NOON + 1)).isEqualTo("u1");
    }

    @Test
    void aliasLinksThePreviousId() throws Exception {
        StitchedEvent alias = operator.processOne(alias("a1", "anna", "u1").anonymous("another device"));
        assertThat(alias.link()).isEqualTo(new IdentityLink("anna", "u1", "alias", ownedBy(1, new Owner(0, "u1"))));
        assertThat(anonymousAt(NOON + 1)).isEqualTo("u1");
    }

    @Test
    void aliasWithoutPreviousIdLinksTheAnonymousId() throws Exception {
        StitchedEvent alias = operator.processOne(alias("a1", "", "u1").anonymous("anna"));
        assertThat(alias.link().anonymousId()).isEqualTo("anna");
    }

    @Test
    void onlyAChangeOfTheLinkInForceIsALink() throws Exception {
        assertThat(operator.processOne(both("u1", NOON)).link()).isNotNull();
        assertThat(operator.processOne(both("u1", NOON + 1)).link()).isNull();
        assertThat(operator.processOne(both("u2", NOON + 2)).link()).isNotNull();
        assertThat(operator.processOne(both("u1", NOON + 3)).link()).isNotNull();
    }

    @Test
    void secondUserOnTheDeviceGetsHisOwnEventsAndNotTheFirstOnes() throws Exception {
        operator.process(both("u1", NOON));
        assertThat(anonymousAt(NOON + 1)).isEqualTo("u1");
        operator.process(both("u2", NOON + 10));
        assertThat(anonymousAt(NOON + 11)).isEqualTo("u2");
        assertThat(anonymousAt(NOON + 5))
                .as("received before the second user came")
                .isEqualTo("u1");
    }

    @Test
    void eventWithAUserIdOfItsOwnKeepsIt() throws Exception {
        operator.process(both("u1", NOON), both("u2", NOON + 10));
        assertThat(operator.processOne(both("u1", NOON + 11)).userId()).isEqualTo("u1");
    }

    @Test
    void eventBelongsToTheLinkInForceAtItsReceivedAtHoweverLateItComes() throws Exception {
        operator.process(both("u1", NOON), both("u3", NOON + 20));
        assertThat(operator.processOne(both("u2", NOON + 10)).link())
                .isEqualTo(new IdentityLink(
                        "anna",
                        "u2",
                        "both_ids",
                        ownedBy(3, new Owner(0, "u1"), new Owner(NOON + 10, "u2"), new Owner(NOON + 20, "u3"))));
        assertThat(anonymousAt(NOON - 1)).as("before the first link").isEqualTo("u1");
        assertThat(anonymousAt(NOON + 9)).isEqualTo("u1");
        assertThat(anonymousAt(NOON + 19)).isEqualTo("u2");
        assertThat(anonymousAt(NOON + 20)).isEqualTo("u3");
    }

    @Test
    void replayBelongsToTheLinkInForceWhenItWasFirstReceived() throws Exception {
        operator.process(both("u1", NOON), both("u2", NOON + 10));
        Events failed = track("failed").anonymous("anna").at(NOON + 5);
        assertThat(operator.processOne(failed.replayed("r1")).userId()).isEqualTo("u1");
    }

    @Test
    void tiesGoByTheOrderOfArrival() throws Exception {
        assertThat(anonymousAt(NOON)).isEmpty();
        operator.process(both("u1", NOON));
        assertThat(anonymousAt(NOON)).isEqualTo("u1");
        operator.process(both("u2", NOON));
        assertThat(anonymousAt(NOON)).isEqualTo("u2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "Undefined",
                "0",
                "anonymous",
                "UNKNOWN",
                "NaN",
                " ",
                "00000000-0000-0000-0000-000000000000"
            })
    void idsThatAreNoOnesLinkNothing(String nobody) throws Exception {
        assertThat(operator.processOne(track("m1").anonymous(nobody).user("u1")).link())
                .isNull();
        assertThat(operator.processOne(track("m2").anonymous("anna").user(nobody))
                        .link())
                .isNull();
        assertThat(operator.processOne(track("m3").anonymous(nobody)).userId()).isEmpty();
    }

    @Test
    void idsThatTheWorkspaceSaysAreNoOnesLinkNothingThere() throws Exception {
        operator.close();
        operator = KeyedOperator.with(new IdentityConfig("ws", "identity", 1, List.of("kiosk", "guest")));

        assertThat(operator.processOne(identify("i1").anonymous("kiosk").user("u1"))
                        .link())
                .isNull();
        StitchedEvent guest =
                operator.processOne(identify("i2").anonymous("anna").user("guest"));
        assertThat(guest.link()).isNull();
        assertThat(guest.userId()).isEmpty();
        assertThat(operator.processOne(identify("i3")
                                .workspace("other")
                                .anonymous("kiosk")
                                .user("u1"))
                        .link())
                .as("in another workspace")
                .isNotNull();
    }

    @Test
    void userIdThatIsNoOnesIsNoneAndGetsTheLinkedUser() throws Exception {
        assertThat(operator.processOne(track("m1").anonymous("anna").user("null"))
                        .userId())
                .isEmpty();
        operator.process(both("u1", NOON));
        assertThat(operator.processOne(track("m2").anonymous("anna").user("null"))
                        .userId())
                .isEqualTo("u1");
    }

    @Test
    void workspacesDoNotShareAnonymousIds() throws Exception {
        operator.process(both("u1", NOON));
        assertThat(operator.processOne(
                                track("m").workspace("other").anonymous("anna").at(NOON + 1))
                        .userId())
                .isEmpty();
    }

    @Test
    void moreThanTenUsersStopTheLinking() throws Exception {
        for (int user = 1; user <= 10; user++) {
            assertThat(operator.processOne(both("u" + user, NOON + user)).link())
                    .isNotNull();
        }
        assertThat(anonymousAt(NOON + 10)).isEqualTo("u10");

        StitchedEvent oneTooMany = operator.processOne(both("u11", NOON + 11));
        assertThat(oneTooMany.userId()).isEqualTo("u11");
        assertThat(oneTooMany.link().cause()).isEqualTo(IdentityLink.TOO_MANY_USERS);
        assertThat(oneTooMany.link().ownership().ownerAt(NOON + 11)).isEmpty();
        assertThat(oneTooMany.link().ownership().ownerAt(NOON + 10)).isEqualTo("u10");

        assertThat(anonymousAt(NOON + 12)).as("no user's from here on").isEmpty();
        assertThat(anonymousAt(NOON + 3)).as("as before the stop").isEqualTo("u3");
        assertThat(operator.processOne(both("u12", NOON + 13)).link()).isNull();
        assertThat(operator.processOne(both("u1", NOON + 14)).link()).isNull();
        assertThat(operator.counted("anonymousIdsWithTooManyUsers"))
                .as("said once")
                .isEqualTo(1);
    }

    @Test
    void usersWhoTakeTurnsForEverKeepABoundedHistory() throws Exception {
        for (int turn = 0; turn < LinkHistory.MAX_LINKS + 50; turn++) {
            operator.process(both(turn % 2 == 0 ? "even" : "odd", NOON + turn));
        }
        assertThat(anonymousAt(NOON + LinkHistory.MAX_LINKS + 49)).isEqualTo("odd");
        assertThat(anonymousAt(NOON + 49)).as("the oldest are forgotten").isEmpty();
        assertThat(anonymousAt(NOON + 50)).isEqualTo("even");
    }

    @Test
    void linksAreRememberedOverARestart() throws Exception {
        operator.process(both("u1", NOON), both("u2", NOON + 10));
        operator = operator.restarted();
        assertThat(anonymousAt(NOON + 5)).isEqualTo("u1");
        assertThat(anonymousAt(NOON + 15)).isEqualTo("u2");
        assertThat(operator.processOne(both("u2", NOON + 16)).link()).isNull();
    }

    @Test
    void duplicateLinksNothing() throws Exception {
        Events identify = identify("i1").anonymous("anna").user("u1");
        operator.process(identify, both("u2", NOON + 1));
        assertThat(operator.drops(identify.at(NOON + 2))).isTrue();
        assertThat(anonymousAt(NOON + 3)).isEqualTo("u2");
    }

    @Test
    void linkThatIsTakenBackWasNeverMade() throws Exception {
        operator.process(both("u1", NOON), both("u2", NOON + 10));

        StitchedEvent taken = operator.processOne(new Unlink("x1", "ws", "anna", "u1", NOON + 20, "ops"));

        assertThat(taken.link())
                .isEqualTo(new IdentityLink("anna", "u1", "unlink", "ops", ownedBy(3, new Owner(0, "u2"))));
        assertThat(anonymousAt(NOON + 5)).isEqualTo("u2");
        assertThat(operator.process(new Unlink("x1", "ws", "anna", "u1", NOON + 20, "ops")))
                .as("the same request once more")
                .isEmpty();
    }

    @Test
    void takingAllBackLinksAnew() throws Exception {
        for (int user = 1; user <= 11; user++) {
            operator.process(both("u" + user, NOON + user));
        }
        operator.process(new Unlink("x1", "ws", "anna", "", NOON + 20, "ops"));

        assertThat(anonymousAt(NOON + 3)).isEmpty();
        assertThat(operator.processOne(both("u12", NOON + 30)).link().ownership())
                .isEqualTo(ownedBy(13, new Owner(0, "u12")));
    }

    @Test
    void unlinkReachesOnlyItsWorkspace() throws Exception {
        operator.process(both("u1", NOON));
        operator.process(new Unlink("x1", "other", "anna", "u1", NOON + 20, "ops"));
        assertThat(anonymousAt(NOON + 30)).isEqualTo("u1");
    }

    private static Ownership ownedBy(long revision, Owner... owners) {
        return new Ownership(revision, List.of(owners));
    }

    private Events both(String user, long receivedAt) {
        return track("both-" + messages++).anonymous("anna").user(user).at(receivedAt);
    }

    private String anonymousAt(long receivedAt) throws Exception {
        return operator.processOne(
                        track("anonymous-" + messages++).anonymous("anna").at(receivedAt))
                .userId();
    }
}
