package dev.cdp.admin.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The document openapi/admin.yaml, as tests read it. */
final class Contract {
    private Contract() {}

    /**
     * A route of the document and who may call it.
     *
     * @param query the names of its query parameters
     */
    record Route(String method, String path, String right, String id, Set<String> query) {
        String name() {
            return method + ' ' + path;
        }

        /** Its path in a workspace, with ids that nothing has. */
        String pathIn(String workspace) {
            return path.replace("{workspace}", workspace)
                    .replaceAll("\\{[a-zA-Z]+}", "00000000-0000-0000-0000-000000000000");
        }
    }

    static SwaggerParseResult parse() {
        return new OpenAPIV3Parser().readLocation("openapi/admin.yaml", null, null);
    }

    static List<Route> routes() {
        OpenAPI document = parse().getOpenAPI();
        List<Route> routes = new ArrayList<>();
        document.getPaths().forEach((path, item) -> item.readOperationsMap()
                .forEach((method, operation) -> routes.add(route(document, path, method, operation))));
        return routes;
    }

    private static Route route(OpenAPI document, String path, PathItem.HttpMethod method, Operation operation) {
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        return new Route(
                method.name(),
                path,
                String.valueOf(operation.getExtensions().get("x-role")),
                operation.getOperationId(),
                parameters.stream()
                        .map(parameter -> resolved(document, parameter))
                        .filter(parameter -> parameter.getIn().equals("query"))
                        .map(Parameter::getName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Parameter resolved(OpenAPI document, Parameter parameter) {
        String reference = parameter.get$ref();
        return reference == null
                ? parameter
                : document.getComponents().getParameters().get(reference.substring(reference.lastIndexOf('/') + 1));
    }
}
