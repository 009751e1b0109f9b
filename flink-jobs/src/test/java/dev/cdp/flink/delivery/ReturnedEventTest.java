package dev.cdp.flink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.Events;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnedEventTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest(name = "sent {0}, in force {1}, returned {2}: {3}, and {4} counts as sent")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``  | ``   | {\"userId\":null}    | ``   | ``",
                "``  | link | {\"userId\":\"link\"} | link | ``",
                "own | own  | {\"userId\":\"own\"}  | own  | own",
                "``  | link | {\"userId\":\"fn\"}   | fn   | fn",
                "own | own  | {\"userId\":\"fn\"}   | fn   | fn",
                "own | own  | {\"userId\":null}    | ``   | (removed)",
                "own | own  | {\"userId\":\"\"}     | ``   | (removed)",
                "own | own  | {}                  | ``   | (removed)",
                "``  | link | {\"userId\":null}    | ``   | (removed)",
                "``  | ``   | {}                  | ``   | (removed)",
            })
    void aUserThatAFunctionTookAwayIsNotGivenBackByALink(
            String sent, String inForce, String returned, String user, String countsAsSent) throws Exception {
        ProcessedEvent event = new ProcessedEvent(
                inForce, null, null, Events.track("m").anonymous("a").user(sent).envelope());
        FlatEvent flat = new FlatEvent(ReturnedEvent.apply(event, JSON.readTree(returned)), 0, null);
        assertThat(flat.event().userId()).isEqualTo(user);
        assertThat(flat.sentUserId()).isEqualTo(countsAsSent);
    }

    @ParameterizedTest(name = "sent {0}, in force {1}: {2} counts as sent")
    @CsvSource({"own, own, own", "'', link, ''", "'', '', ''", "null, link, ''", "null, '', ''"})
    void withoutAFunctionTheUserOfALinkIsNotCountedAsSent(String sent, String inForce, String countsAsSent) {
        ProcessedEvent event = new ProcessedEvent(
                inForce, null, null, Events.track("m").anonymous("a").user(sent).envelope());
        assertThat(new FlatEvent(event, 0, null).sentUserId()).isEqualTo(countsAsSent);
    }
}
