package dev.cdp.admin.handler;

import dev.cdp.admin.error.Problem;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteMatch;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses query parameters that a route does not know: a misspelt one would be left out, and the answer would be taken
 * for what was asked for.
 */
final class KnownQuery {
    private KnownQuery() {}

    /** @throws Problem naming a parameter that is unknown, or given twice */
    static void require(HttpRequest<?> request, RouteMatch<?> route) {
        HttpParameters sent = request.getParameters();
        if (sent.names().isEmpty()) {
            return;
        }
        List<String> known = known(route);
        for (String name : sent.names()) {
            if (!known.contains(name)) {
                throw Problem.invalid(name, unknown(known));
            }
            if (sent.getAll(name).size() > 1) {
                throw Problem.invalid(name, name + " is given more than once");
            }
        }
    }

    private static List<String> known(RouteMatch<?> route) {
        AnnotationValue<QueryParameters> declared =
                route.getAnnotationMetadata().getAnnotation(QueryParameters.class);
        List<String> names = new ArrayList<>();
        if (declared == null) {
            return names;
        }
        names.addAll(List.of(declared.stringValues()));
        if (declared.isTrue("spanned")) {
            names.addAll(List.of("from", "to"));
        }
        if (declared.isTrue("paged")) {
            names.addAll(List.of("cursor", "limit"));
        }
        return names;
    }

    private static String unknown(List<String> known) {
        return known.isEmpty()
                ? "there are no query parameters here"
                : "there is no such query parameter here; there are " + String.join(", ", known);
    }
}
