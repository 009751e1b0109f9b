package dev.cdp.admin.handler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What may stand behind the question mark of this route. One without it takes nothing there. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface QueryParameters {
    String[] value() default {};

    /** Also cursor and limit, see {@link Requests#paging}. */
    boolean paged() default false;

    /** Also from and to, see {@link Requests#span}. */
    boolean spanned() default false;
}
