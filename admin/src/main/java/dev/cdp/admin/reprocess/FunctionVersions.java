package dev.cdp.admin.reprocess;

import dev.cdp.admin.AdminException;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.FunctionConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Functions in a version of their own. {@code cdp.config} is compacted: it has the newest version alone. All of them are
 * in PostgreSQL.
 */
public final class FunctionVersions {
    /** What {@link #parse} takes, to complete "it must be …". */
    public static final String ALLOWED = "a function's id or name, @ and a version, several separated by commas";

    private static final Pattern FORM = Pattern.compile("(.+)@(\\d{1,18})");

    private final Sql postgres;

    public FunctionVersions(Sql postgres) {
        this.postgres = postgres;
    }

    /** A version of a function, by its id or its name. */
    public record Wanted(String name, long version) {}

    /** @throws IllegalArgumentException for a text that is not {@link #ALLOWED} */
    public static List<Wanted> parse(String text) {
        List<Wanted> wanted = new ArrayList<>();
        for (String one : text.split(",")) {
            Matcher matcher = FORM.matcher(one.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(one);
            }
            wanted.add(new Wanted(matcher.group(1), Long.parseLong(matcher.group(2))));
        }
        return wanted;
    }

    /**
     * The functions as a JSON array of the records of cdp.config.
     *
     * @param workspaceId whose they are; empty: any, as long as one alone has a function of that name
     * @throws AdminException when there is no such version, or several
     */
    public String read(List<Wanted> wanted, String workspaceId) {
        return wanted.stream()
                .map(one -> find(one.name(), one.version(), workspaceId))
                .map(function -> new String(ConfigRecordCodec.write(function), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private FunctionConfig find(String name, long version, String workspaceId) {
        List<List<String>> found = postgres.rows(
                "SELECT f.workspace_id, f.id, f.name, v.version, v.code, CAST(v.props AS text), v.timeout_ms"
                        + " FROM function_versions v JOIN functions f ON f.id = v.function_id"
                        + " WHERE (f.id = ? OR f.name = ?) AND v.version = ? AND ? IN ('', f.workspace_id)",
                name,
                name,
                version,
                workspaceId);
        if (found.isEmpty()) {
            throw new AdminException("function: there is no version %d of a function '%s'%s"
                    .formatted(version, name, workspaceId.isEmpty() ? "" : " in workspace " + workspaceId));
        }
        if (found.size() > 1) {
            throw new AdminException("function: several workspaces have a function '%s', give workspace: %s"
                    .formatted(name, found.stream().map(row -> row.get(0)).collect(Collectors.joining(", "))));
        }
        List<String> row = found.get(0);
        return new FunctionConfig(
                row.get(0),
                row.get(1),
                Long.parseLong(row.get(3)),
                row.get(2),
                row.get(4),
                row.get(5),
                Integer.parseInt(row.get(6)));
    }
}
