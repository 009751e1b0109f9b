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

/** There is a previousId or an anonymousId. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Aliased.Rule.class)
public @interface Aliased {
    String message() default "previousId or anonymousId is missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The rule itself. */
    @Introspected
    final class Rule implements ConstraintValidator<Aliased, EventRequest> {
        @Override
        public boolean isValid(EventRequest event, ConstraintValidatorContext context) {
            return !event.previousId().isEmpty() || !event.anonymousId().isEmpty();
        }
    }
}
