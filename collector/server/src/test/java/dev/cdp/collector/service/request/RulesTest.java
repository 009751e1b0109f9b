package dev.cdp.collector.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.EventType;
import io.micronaut.validation.validator.Validator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    private static final List<String> TEXTS = List.of("", " ", "a", "a".repeat(255), "a".repeat(256));

    private final Validator validator = Validator.getInstance();

    @ParameterizedTest
    @EnumSource(EventType.class)
    void passWhatTheValidatorPassesAndNothingElse(EventType type) {
        Rules rules = Rules.of(EventRequests.recordOf(type));
        int passed = 0;
        for (EventRequest event : events(type)) {
            boolean valid = validator.validate(event).isEmpty();
            assertThat(rules.areKeptBy(event)).as(event.toString()).isEqualTo(valid);
            passed += valid ? 1 : 0;
        }
        assertThat(passed).isPositive();
    }

    @Test
    void everyRecordIsOfItsType() {
        for (EventType type : EventType.values()) {
            assertThat(events(type)).allSatisfy(event -> assertThat(event)
                    .isInstanceOf(EventRequests.recordOf(type))
                    .returns(type, EventRequest::type));
        }
    }

    private static List<EventRequest> events(EventType type) {
        List<EventRequest> events = new ArrayList<>();
        for (String messageId : TEXTS) {
            for (String userId : TEXTS) {
                for (String anonymousId : TEXTS) {
                    for (String fourth : TEXTS) {
                        events.add(EventRequests.of(type, messageId, userId, anonymousId, fourth));
                    }
                }
            }
        }
        return events;
    }
}
