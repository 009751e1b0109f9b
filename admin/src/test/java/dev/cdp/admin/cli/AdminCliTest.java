package dev.cdp.admin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminCliTest {
    // Port 1 is privileged and unused: nothing answers there.
    private static final Map<String, String> NOBODY_THERE = Map.of(
            "CDP_POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/cdp?user=cdp&password=secret",
            "CDP_CLICKHOUSE_URL", "http://127.0.0.1:1",
            "CDP_CLICKHOUSE_PASSWORD", "secret");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "migrate",
                "migrate down",
                "migrate new --name x",
                "migrate new --db postgres",
                "migrate up --db x"
            })
    void wrongArgumentsAreOneLineThatPointsToHelp(String arguments) {
        CliRun run = CliRun.of(Map.of(), arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).contains("--help");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void stepBackNeedsItsDatabaseNamed() {
        assertThat(CliRun.of(Map.of(), "migrate down").err()).contains("--db postgres or --db clickhouse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"migrate status", "migrate up", "migrate down --db postgres", "migrate down --db clickhouse"})
    void databaseThatDoesNotAnswerIsOneLineWithItsAddressAndNoPassword(String arguments) {
        CliRun run = CliRun.of(NOBODY_THERE, arguments + " --dir ../deploy/migrations");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("127.0.0.1:1").doesNotContain("secret");
    }

    @Test
    void verboseAddsTheStackTrace() {
        CliRun run = CliRun.of(NOBODY_THERE, "migrate status --verbose --dir ../deploy/migrations");

        assertThat(run.err()).contains("Caused by: java.net.ConnectException").doesNotContain("secret");
    }

    @Test
    void newWritesBothFilesAndPrintsThem() {
        CliRun run = CliRun.of(Map.of(), "migrate new --name add_thing --db clickhouse --dir " + directory);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(Path::of))
                .containsExactly(
                        directory.resolve("clickhouse/V001__add_thing.sql"),
                        directory.resolve("clickhouse/V001__add_thing.down.sql"))
                .allSatisfy(file -> assertThat(file).isRegularFile());
    }

    @Test
    void demoNeedsAKey() {
        CliRun run = CliRun.of(NOBODY_THERE, "demo");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("CDP_WRITE_KEY is not set");
    }
}
