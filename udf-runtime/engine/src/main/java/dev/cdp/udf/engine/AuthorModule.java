package dev.cdp.udf.engine;

import java.util.List;
import java.util.stream.Collectors;
import org.graalvm.polyglot.Source;

/** The author's file as an ES module. */
final class AuthorModule {
    /** Under which the handlers are exported that Segment's functions declare without exporting them. */
    static final String HANDLERS = "__cdp_handlers";

    private static final List<String> HANDLER_NAMES =
            List.of("onTrack", "onIdentify", "onPage", "onScreen", "onGroup", "onAlias", "onDelete");
    // Behind the author's last line, so that no line of theirs moves.
    private static final String TRAILER = HANDLER_NAMES.stream()
            .map(name -> name + ": typeof " + name + " === 'function' ? " + name + " : undefined")
            .collect(Collectors.joining(", ", "\n;export const " + HANDLERS + " = { ", " };\n"));

    private AuthorModule() {}

    static Source of(Spec spec) {
        return Source.newBuilder("js", spec.code() + TRAILER, fileName(spec.name()))
                .mimeType("application/javascript+module")
                .cached(true)
                .buildLiteral();
    }

    /** As it stands in stacks: the function's name, without what could be taken for a path. */
    static String fileName(String name) {
        return name.replaceAll("[^\\p{L}\\p{N} ._-]", "_") + ".js";
    }

    /** Lines of the author's; what lies behind is the trailer's. */
    static int lines(Spec spec) {
        return (int) spec.code().lines().count();
    }
}
