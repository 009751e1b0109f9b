package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;

/** Serves the contract. */
@Controller
final class OpenApiController {
    private final byte[] document;

    OpenApiController(ResourceLoader resources) throws IOException {
        try (InputStream stream =
                resources.getResourceAsStream("classpath:openapi/admin.yaml").orElseThrow()) {
            document = stream.readAllBytes();
        }
    }

    @Allow(Right.PUBLIC)
    @Get(value = "/api/v1/openapi.yaml", produces = "application/yaml")
    byte[] document() {
        return document.clone();
    }
}
