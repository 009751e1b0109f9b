package dev.cdp.admin.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;

/** The document openapi/admin.yaml, as tests read it. */
final class Contract {
    private Contract() {}

    /** A route of the document and who may call it. */
    record Route(String method, String path, String right, String id) {
        String name() {
            return method + ' ' + path;
        }
    }

    static SwaggerParseResult parse() {
        return new OpenAPIV3Parser().readLocation("openapi/admin.yaml", null, null);
    }

    static List<Route> routes() {
        OpenAPI document = parse().getOpenAPI();
        List<Route> routes = new ArrayList<>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> routes.add(route(path, method, operation))));
        return routes;
    }

    private static Route route(String path, PathItem.HttpMethod method, Operation operation) {
        return new Route(
                method.name(),
                path,
                String.valueOf(operation.getExtensions().get("x-role")),
                operation.getOperationId());
    }
}
