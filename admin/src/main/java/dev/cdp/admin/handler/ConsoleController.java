package dev.cdp.admin.handler;

import dev.cdp.admin.access.Right;
import dev.cdp.admin.config.ServerSettings;
import dev.cdp.admin.error.Problem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Serves the built console. Files under assets/ have their content's hash in their name and are kept for a year; every
 * other path without a file is a page of the console's own, which its index shows.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class ConsoleController {
    private static final String INDEX = "index.html";

    private final Path folder;

    ConsoleController(ServerSettings settings) {
        this.folder = settings.consoleDir().isEmpty()
                ? null
                : Path.of(settings.consoleDir()).toAbsolutePath().normalize();
    }

    @Allow(Right.PUBLIC)
    @Get("/")
    HttpResponse<?> index() throws IOException {
        return file(INDEX);
    }

    @Allow(Right.PUBLIC)
    @Get("/{+path}")
    HttpResponse<?> file(String path) throws IOException {
        if (folder == null || path.startsWith("api/")) {
            throw Problem.notFound("path");
        }
        Path file = find(path);
        boolean asset = path.startsWith("assets/");
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            file = folder.resolve(INDEX);
            if (asset || !Files.isRegularFile(file)) {
                throw Problem.notFound("path");
            }
        }
        return HttpResponse.ok(Files.readAllBytes(file))
                .contentType(MediaType.forFilename(file.getFileName().toString()))
                .header(HttpHeaders.CACHE_CONTROL, asset ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private Path find(String path) {
        try {
            return folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw Problem.notFound("path"); // no file can have that name
        }
    }
}
