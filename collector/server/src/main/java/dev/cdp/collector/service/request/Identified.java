package dev.cdp.collector.service.request;

import jakarta.validation.Constraint;
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
@Constraint(validatedBy = {})
@interface Identified {
    String message() default "userId or anonymousId is missing";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
