package dev.cdp.udf.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Source;

/** The JavaScript that stands between the engine and the author's code; its files are the prelude folder's. */
final class Prelude {
    private static final List<String> FILES = List.of(
            "10-primordials.js",
            "20-errors.js",
            "30-log.js",
            "40-web.js",
            "50-url.js",
            "60-fetch.js",
            "70-ctx.js",
            "80-invoke.js",
            "90-freeze.js");

    /**
     * A function of the host, of the name under which {@link AuthorModule} exports Segment's handlers, and of the two
     * functions of {@link dev.cdp.udf.engine.json.EventJson}, which are null where there are none.
     */
    static final Source SOURCE = Source.newBuilder("js", text(), "cdp-prelude.js")
            .internal(true)
            .cached(true)
            .buildLiteral();

    private Prelude() {}

    private static String text() {
        return FILES.stream()
                .map(Prelude::read)
                .collect(Collectors.joining(
                        "\n",
                        "(function (host, handlersName, readEvent, writeEvent) { 'use strict';\n",
                        "\nreturn { start, resume, finish, bind, verdict, message, delay } })"));
    }

    private static String read(String file) {
        try (InputStream bytes = Prelude.class.getResourceAsStream("prelude/" + file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the prelude's " + file, e);
        }
    }
}
