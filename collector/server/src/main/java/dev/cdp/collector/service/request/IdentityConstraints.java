package dev.cdp.collector.service.request;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;

/** The rules that look at two members. */
@Factory
final class IdentityConstraints {

    @Singleton
    ConstraintValidator<Identified, EventRequest> identified() {
        return (event, rule, context) ->
                !event.userId().isEmpty() || !event.anonymousId().isEmpty();
    }

    @Singleton
    ConstraintValidator<Aliased, EventRequest> aliased() {
        return (event, rule, context) ->
                !event.previousId().isEmpty() || !event.anonymousId().isEmpty();
    }
}
