package dev.cdp.admin.api;

import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The built jar as a process of its own, which can be killed. */
final class AdminProcess implements AutoCloseable {
    private final Process process;
    private final int port;

    private AdminProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Has the tables made, and the versions noted that a service looks for at its start. */
    static void migrate(String jdbcUrl) throws Exception {
        Process migrate = command(jdbcUrl, 0, "migrate", "up", "--db", "postgres", "--dir", "../deploy/migrations");
        if (migrate.waitFor() != 0) {
            throw new IllegalStateException("the migration ended with " + migrate.exitValue());
        }
    }

    /** Returns when it answers. */
    static AdminProcess start(String jdbcUrl) throws IOException {
        int port = freePort();
        AdminProcess admin = new AdminProcess(command(jdbcUrl, port, "serve"), port);
        Awaitility.await("admin").atMost(Duration.ofSeconds(90)).until(admin::answers);
        return admin;
    }

    private static Process command(String jdbcUrl, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                "target/cdp-admin.jar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("CDP_ADMIN_PORT", Integer.toString(port));
        environment.put("CDP_POSTGRES_JDBC_URL", jdbcUrl);
        environment.put("CDP_KAFKA_BOOTSTRAP", TestServices.kafka().bootstrapServers());
        environment.put("CDP_REDIS_URL", TestServices.redis().url());
        environment.put("CDP_CLICKHOUSE_URL", TestServices.clickHouse().url());
        environment.put("CDP_SECRET_KEY", "a key of these tests, long enough for them");
        return builder.redirectErrorStream(true)
                .redirectOutput(Files.createTempFile(Path.of("target"), "admin-", ".log")
                        .toFile())
                .start();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("admin ended with " + process.exitValue());
        }
        try {
            return api().get("/api/v1/openapi.yaml").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Api api() {
        return new Api("http://127.0.0.1:" + port);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
