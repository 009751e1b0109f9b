package dev.cdp.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a script, as ClickHouse's HTTP interface takes one statement at a time. */
final class SqlScript {
    /** What may hold a semicolon that ends nothing: comments, strings, quoted names; then the one that ends. */
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.|'')*'|`[^`]*`|\"(?:[^\"\\\\]|\\\\.)*\"|;", Pattern.DOTALL);

    private SqlScript() {}

    /** The statements in order, without comments at their ends and without empty ones. */
    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        Matcher token = TOKEN.matcher(script);
        int copied = 0;
        while (token.find()) {
            String text = token.group();
            current.append(script, copied, token.start());
            copied = token.end();
            if (text.equals(";")) {
                add(statements, current);
            } else if (text.startsWith("--") || text.startsWith("/*")) {
                current.append(' ');
            } else {
                current.append(text);
            }
        }
        current.append(script.substring(copied));
        add(statements, current);
        return statements;
    }

    private static void add(List<String> statements, StringBuilder statement) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
    }
}
