package dev.cdp.e2e.docs;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cdp.e2e.stack.Collector;
import dev.cdp.e2e.stack.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** Which language is dealt with how. */
final class Languages {
    /** What a drawing does not begin a line with: such a block is to be of a language that runs. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\s*\\$? ?(make|curl|mvn|npm|npx|node|java|docker|kubectl|source|SELECT) ");

    private static final Map<String, Language> ALL = Map.of(
            "sh",
            new Shell(),
            "js",
            (block, session) -> (block.has("function") ? new Function() : new Node()).run(block, session),
            "java",
            new Java(),
            "sql",
            new Sql(),
            "json",
            Languages::json,
            "yaml",
            Languages::yaml,
            "properties",
            Languages::properties,
            "diff",
            (block, session) -> of(block.newSide()).run(block.newSide(), session),
            "text",
            Languages::text);

    private Languages() {}

    static Language of(Block block) {
        Language language = ALL.get(block.language());
        if (language == null) {
            throw new AssertionError("unknown language \"" + block.language() + "\", known are " + ALL.keySet());
        }
        return language;
    }

    /** Parsed; with {@code post=PATH} sent to the collector, which must answer 200 or what {@code status=} says. */
    private static String json(Block block, Session session) {
        String body = session.adapt(block.text());
        Json.parse(body);
        return block.value("post")
                .map(path -> {
                    Collector.Answer answer = session.stack().collector().post(path, body);
                    int expected = Integer.parseInt(block.value("status").orElse("200"));
                    if (answer.status() != expected) {
                        throw new AssertionError(path + " was answered " + answer);
                    }
                    return answer.body().toString();
                })
                .orElse("");
    }

    private static String yaml(Block block, Session session) {
        try {
            new YAMLMapper().readTree(block.text());
            return "";
        } catch (IOException e) {
            throw new AssertionError("not YAML: " + e.getMessage(), e);
        }
    }

    private static String properties(Block block, Session session) {
        try {
            new Properties().load(new StringReader(block.text()));
            return "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Block block, Session session) {
        if (COMMAND.matcher(block.text()).find()) {
            throw new AssertionError("has a command in it: make it sh, or sql");
        }
        return "";
    }
}
