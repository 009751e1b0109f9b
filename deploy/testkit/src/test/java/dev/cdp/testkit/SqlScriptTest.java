package dev.cdp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void semicolonsInStringsAndCommentsEndNothing() {
        String script = """
                -- first; not a statement
                CREATE TABLE a (s String DEFAULT 'x;y''z;');
                /* between; */
                INSERT INTO a VALUES ('it\\'s; fine') ;

                SELECT "odd;name" FROM a
                """;

        assertThat(SqlScript.statements(script))
                .containsExactly(
                        "CREATE TABLE a (s String DEFAULT 'x;y''z;')",
                        "INSERT INTO a VALUES ('it\\'s; fine')",
                        "SELECT \"odd;name\" FROM a");
    }

    @Test
    void aScriptOfCommentsHasNoStatements() {
        assertThat(SqlScript.statements("-- nothing\n/* at all */\n;")).isEmpty();
    }
}
