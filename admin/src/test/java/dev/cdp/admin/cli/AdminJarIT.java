package dev.cdp.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, in a process of its own. */
class AdminJarIT {
    @TempDir
    private Path directory;

    @BeforeEach
    void createSchema() throws SQLException {
        execute("CREATE SCHEMA jar_it");
    }

    @AfterEach
    void drop() throws SQLException {
        execute("DROP SCHEMA jar_it CASCADE");
    }

    @Test
    void migratesBothDatabasesAndPrintsNothingElse() throws Exception {
        CliRun up = run("migrate", "up");
        assertThat(up.err()).isEmpty();
        assertThat(up.out())
                .contains("postgres: V001 workspaces and schema registry applied", "postgres: at V")
                .contains("clickhouse: V001 event tables applied", "clickhouse: at V");

        CliRun status = run("migrate", "status");
        assertThat(status.err()).isEmpty();
        assertThat(status.out()).startsWith("database    version  description");
        assertThat(status.out().lines().skip(1)).allMatch(line -> line.matches(".*Z +applied +yes"));

        for (String database : List.of("postgres", "clickhouse")) {
            CliRun down = run("migrate", "down", "--db", database);
            while (!down.out().contains("nothing is applied")) {
                assertThat(down.exitCode()).isZero();
                assertThat(down.out()).matches(database + ": V\\d{3} .* taken back\\R");
                down = run("migrate", "down", "--db", database);
            }
        }
        assertThat(run("migrate", "status").out().lines().skip(1)).allMatch(line -> line.matches(".* pending +yes"));
    }

    @Test
    void demoCanBeRepeated() throws Exception {
        run("migrate", "up", "--db", "postgres");

        for (int time = 1; time <= 2; time++) {
            CliRun demo = run("demo");
            assertThat(demo.err()).isEmpty();
            assertThat(demo.out().lines())
                    .containsExactly(
                            "workspace demo, source shop, write key ****demo",
                            "workspace canary, source canary, write key ****nary");
        }
    }

    @Test
    void serviceRefusesToStartOnASchemaWithoutWhatItWrites() throws Exception {
        run("migrate", "up", "--db", "postgres");
        String takenBack = "";
        // V009 lets a source be connected to the built-in ClickHouse, which the service does.
        while (!takenBack.contains("V009 ")) {
            takenBack = run("migrate", "down", "--db", "postgres").out();
        }

        CliRun serve = run("serve");

        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.out() + serve.err()).contains("schema is at version 8", "run `make migrate/up`");
    }

    private CliRun run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", "target/cdp-admin.jar"));
        command.addAll(List.of(arguments));
        if (arguments[0].equals("migrate")) {
            command.addAll(List.of("--dir", "../deploy/migrations"));
        }
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment()
                .put("CDP_POSTGRES_JDBC_URL", TestServices.postgres().jdbcUrl() + "&currentSchema=jar_it");
        process.environment()
                .put("CDP_CLICKHOUSE_URL", TestServices.clickHouse().url());
        process.environment().put("CDP_WRITE_KEY", "key_of_demo");
        process.environment().put("CDP_CANARY_WRITE_KEY", "key_of_canary");
        Process running = process.start();
        if (!running.waitFor(2, TimeUnit.MINUTES)) {
            running.destroyForcibly();
            throw new AssertionError("still runs: " + command);
        }
        return new CliRun(running.exitValue(), Files.readString(out), Files.readString(err));
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
