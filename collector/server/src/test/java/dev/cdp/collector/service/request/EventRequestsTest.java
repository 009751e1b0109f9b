package dev.cdp.collector.service.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.EventType;
import io.micronaut.validation.validator.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRequestsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final EventRequests requests = new EventRequests(Validator.getInstance());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "track    | {'userId':'u'}                         | event       | MISSING_FIELD",
                "track    | {'userId':'u','event':'  '}            | event       | MISSING_FIELD",
                "track    | {'userId':'u','event':7}               | event       | INVALID_FIELD",
                "track    | {'event':'e'}                          | anonymousId | MISSING_FIELD",
                "identify | {'userId':'','anonymousId':null}       | anonymousId | MISSING_FIELD",
                "identify | {'userId':true}                        | userId      | INVALID_FIELD",
                "identify | {'userId':1.5}                         | userId      | INVALID_FIELD",
                "identify | {'userId':{'id':1}}                    | userId      | INVALID_FIELD",
                "page     | {'anonymousId':['a']}                  | anonymousId | INVALID_FIELD",
                "page     | {'anonymousId':'a','messageId':7}      | messageId   | INVALID_FIELD",
                "screen   | {'anonymousId':'a','properties':[]}    | properties  | INVALID_FIELD",
                "screen   | {'anonymousId':'a','traits':'t'}       | traits      | INVALID_FIELD",
                "screen   | {'anonymousId':'a','context':1}        | context     | INVALID_FIELD",
                "group    | {'anonymousId':'a'}                    | groupId     | MISSING_FIELD",
                "alias    | {'userId':'u'}                         | previousId  | MISSING_FIELD",
                "alias    | {'previousId':'p'}                     | userId      | MISSING_FIELD",
                "alias    | {'anonymousId':'a'}                    | userId      | MISSING_FIELD"
            })
    void aBrokenRuleNamesItsField(String type, String event, String field, Reason reason) {
        assertThatThrownBy(() -> read(type, event))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .satisfies(e -> assertThat(e.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "track    | {'anonymousId':'a','event':'e','properties':null,'context':{}}",
                "identify | {'userId':'u','traits':{}}",
                "page     | {'anonymousId':'a','name':7}",
                "screen   | {'userId':'u'}",
                "group    | {'userId':'u','groupId':'g'}",
                "alias    | {'userId':'u','previousId':'p'}",
                "alias    | {'userId':'u','anonymousId':'a'}"
            })
    void whatIsRequiredIsEnough(String type, String event) {
        assertThat(read(type, event).type().wireName()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000", "a\\ud800", "\\udc00\\ud800", "\\ud800x"})
    void anIdThatCantBeStoredIsInvalid(String escaped) {
        assertThatThrownBy(() -> read("page", "{'anonymousId':'" + escaped + "'}"))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.field()).isEqualTo("anonymousId"));
    }

    @Test
    void anIdOutsideTheBasicPlaneIsFine() {
        assertThat(read("page", "{'userId':'\\ud83d\\ude00'}").userId()).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void aWholeNumberIsTheIdThatItsDigitsAre() {
        assertThat(read("identify", "{'userId':42}").userId()).isEqualTo("42");
        assertThat(read("page", "{'userId':12345678901234567890}").userId()).isEqualTo("12345678901234567890");
    }

    @Test
    void anIdHas255CharactersAtMost() {
        assertThat(read("page", "{'userId':'" + "u".repeat(255) + "'}").userId())
                .hasSize(255);
        assertThatThrownBy(() -> read("page", "{'userId':'" + "u".repeat(256) + "'}"))
                .hasMessage("userId is longer than 255 characters");
    }

    private EventRequest read(String type, String event) {
        try {
            return requests.read(EventType.fromWireName(type).orElseThrow(), JSON.readTree(event.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
