package dev.cdp.bench.reference;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;

/**
 * What the collector is held against: reads the whole body and answers what the collector answers,
 * and does nothing else.
 */
@Controller
@Consumes(MediaType.ALL)
public class EmptyEndpoint {
    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    public static void main(String[] args) {
        ApplicationContext context =
                ApplicationContext.builder(args).banner(false).start();
        context.getBean(EmbeddedServer.class).start();
    }

    @Post(uris = {"/v1/track", "/v1/batch"})
    HttpResponse<byte[]> accept(@Body byte[] body) {
        return HttpResponse.ok(SUCCESS).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Get("/ready")
    String ready() {
        return "ready";
    }
}
