package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.handler.EventRoutes;
import dev.cdp.collector.testing.TestCollector;
import io.micronaut.web.router.Router;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract that is served is valid, and is that of the server. */
class OpenApiIT {
    private static TestCollector collector;
    private static HttpResponse<String> served;
    private static SwaggerParseResult parsed;

    @BeforeAll
    static void start() {
        collector = TestCollector.start();
        served = collector.get("/openapi.yaml");
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        options.setValidateInternalRefs(true);
        parsed = new OpenAPIV3Parser().readContents(served.body(), null, options);
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void theDocumentIsServedAndValid() {
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("Content-Type")).hasValue("application/yaml");
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).startsWith("3.");
    }

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() {
        Stream<String> micronauts = collector
                .bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate());
        Stream<String> ofEvents = EventRoutes.paths().stream().map(path -> "POST " + path);
        Set<String> routes = Stream.concat(micronauts, ofEvents).collect(Collectors.toSet());
        List<String> documented =
                operations().map(operation -> operation.getKey()).toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(routes);
    }

    @Test
    void everyOperationHasANameAnswersAndAnExampleOfItsBody() {
        assertThat(operations()).allSatisfy(entry -> {
            Operation operation = entry.getValue();
            assertThat(operation.getOperationId()).isNotBlank();
            assertThat(operation.getSummary()).isNotBlank();
            assertThat(operation.getResponses()).containsKey("200");
            if (entry.getKey().startsWith("POST")) {
                assertThat(operation.getResponses()).containsKeys("400", "401", "413", "422", "429", "503");
                assertThat(operation.getRequestBody().get$ref()).isNotBlank();
            }
        });
        assertThat(api().getComponents().getRequestBodies().values()).allSatisfy(body -> assertThat(
                        body.getContent().get("application/json").getExample())
                .isNotNull());
    }

    @Test
    void theExamplesOfBodiesAreAccepted() {
        for (Map.Entry<String, PathItem> path : api().getPaths().entrySet()) {
            Operation post = path.getValue().getPost();
            if (post != null) {
                String body = post.getRequestBody().get$ref().replace("#/components/requestBodies/", "");
                Object example = api().getComponents()
                        .getRequestBodies()
                        .get(body)
                        .getContent()
                        .get("application/json")
                        .getExample();
                String sent = example.toString();
                assertThat(collector.post(path.getKey(), sent).body())
                        .as(path.getKey() + " " + sent)
                        .isEqualTo("{\"success\":true}");
            }
        }
    }

    private static Stream<Map.Entry<String, Operation>> operations() {
        return api().getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> Map.entry(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    private static OpenAPI api() {
        return parsed.getOpenAPI();
    }
}
