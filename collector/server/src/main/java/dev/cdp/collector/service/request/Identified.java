package dev.cdp.collector.service.request;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** There is a userId or an anonymousId. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Identified.Rule.class)
public @interface Identified {
    String message() default "userId or anonymousId is missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule itself. */
    @Introspected
    final class Rule implements ConstraintValidator<Identified, EventRequest> {
        @Override
        public boolean isValid(EventRequest event, ConstraintValidatorContext context) {
            return !event.userId().isEmpty() || !event.anonymousId().isEmpty();
        }
    }
}
