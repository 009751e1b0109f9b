package dev.cdp.collector.handler;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;

/** Serves the collector's contract, {@code openapi.yaml}. */
@Controller
final class OpenApiController {
    private final byte[] document;

    OpenApiController(ResourceLoader resources) throws IOException {
        try (InputStream stream =
                resources.getResourceAsStream("classpath:openapi.yaml").orElseThrow()) {
            document = stream.readAllBytes();
        }
    }

    @Get(value = "/openapi.yaml", produces = "application/yaml")
    byte[] document() {
        return document.clone();
    }
}
