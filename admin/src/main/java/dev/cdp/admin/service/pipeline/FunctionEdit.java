package dev.cdp.admin.service.pipeline;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.FunctionRow;
import dev.cdp.admin.repo.FunctionVersionRow;
import java.util.Map;

/**
 * What one wants of a function; null leaves it as it is.
 *
 * @param props what the function finds as {@code ctx.props}
 * @param timeoutMs of one invocation, waiting included; 0: the default of the jobs
 */
public record FunctionEdit(String name, String code, Map<String, Object> props, Integer timeoutMs) {
    private static final int LONGEST_PROPS = 50_000;

    /** All of it, props as JSON. */
    record Settings(String name, String code, String props, int timeoutMs) {}

    /** What is not said is empty. */
    Settings onItsOwn() {
        return over(new Settings(name, code, "{}", 0));
    }

    Settings over(FunctionRow row) {
        return over(new Settings(row.name(), row.code(), row.props(), row.timeoutMs()));
    }

    static Settings of(String name, FunctionVersionRow version) {
        return new Settings(name, version.code(), version.props(), version.timeoutMs());
    }

    private Settings over(Settings before) {
        String json = props == null ? before.props() : Jsons.write(props);
        if (json.length() > LONGEST_PROPS) {
            throw Problem.invalid("props", "props are at most 50,000 characters of JSON");
        }
        return new Settings(
                name == null ? before.name() : name.strip(),
                code == null ? before.code() : code,
                json,
                timeoutMs == null ? before.timeoutMs() : timeoutMs);
    }
}
