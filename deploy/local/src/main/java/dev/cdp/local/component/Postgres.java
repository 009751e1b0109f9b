package dev.cdp.local.component;

import dev.cdp.local.dist.Directories;
import dev.cdp.local.dist.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL with the database, role and password `cdp`, and a database `warehouse` as a destination to try. The postmaster is the child itself, not a daemon behind
 * pg_ctl, so that its pid is the one to watch and to kill.
 */
public record Postgres(Places places, Port port) implements Component {
    private static final Duration BACKENDS_END = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Launch prepare() throws IOException {
        Path home = PostgresBinaries.unpack(places.distributions());
        Path directory = Files.createDirectories(places.data());
        Path data = directory.resolve(name());
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(home, data);
        }
        List<String> command = asOrdinaryUser(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port.number()), "-h", "127.0.0.1"));
        for (String setting : List.of(
                "unix_socket_directories=",
                "max_connections=200",
                "max_prepared_transactions=64",
                "shared_buffers=128MB",
                "log_min_messages=warning")) {
            command.add("-c");
            command.add(setting);
        }
        return new Launch(command, directory, List.of());
    }

    /** Backends of a killed postmaster end by themselves, but until then they hold its shared memory. */
    @Override
    public void beforeStart() throws IOException {
        Path data = places.data().resolve(name());
        Instant deadline = Instant.now().plus(BACKENDS_END);
        while (ProcessHandle.allProcesses().anyMatch(process -> worksIn(process, data))) {
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("processes of an earlier server still work in " + data);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for an earlier server to end", e);
            }
        }
        // It names the killed postmaster, which counts as running for as long as it is a zombie.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    @Override
    public HealthCheck health() {
        return () -> {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        };
    }

    @Override
    public void onHealthy() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String database : List.of("cdp", "warehouse")) {
                if (!statement
                        .executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")
                        .next()) {
                    statement.execute("CREATE DATABASE " + database);
                }
            }
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + port.hostAndPort() + "/cdp?user=cdp&password=cdp";
    }

    /** As psql and most other clients want it. */
    public String url() {
        return "postgresql://cdp:cdp@" + port.hostAndPort() + "/cdp";
    }

    public String warehouseJdbcUrl() {
        return "jdbc:postgresql://" + port.hostAndPort() + "/warehouse?user=cdp&password=cdp";
    }

    public String warehouseUrl() {
        return "postgresql://cdp:cdp@" + port.hostAndPort() + "/warehouse";
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + port.hostAndPort() + "/" + database
                + "?user=cdp&password=cdp&connectTimeout=3&socketTimeout=3");
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(data);
        } catch (IOException e) {
            return false; // another user's process, or one that has just ended
        }
    }

    private static void initialise(Path home, Path data) throws IOException {
        Path draft = data.resolveSibling("postgres.new");
        Directories.delete(draft);
        Path password = Files.createTempFile("cdp", ".pw");
        try {
            Files.writeString(password, "cdp");
            List<String> command = asOrdinaryUser(home.resolve("bin/initdb").toString());
            command.addAll(List.of(
                    "-D",
                    draft.toString(),
                    "--username=cdp",
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync"));
            Commands.run(command);
        } finally {
            Files.delete(password);
        }
        // A half-made cluster would look like a made one.
        Files.move(draft, data);
    }

    /** The server refuses to run as root; in a user namespace of its own it is nobody, over the same files. */
    private static List<String> asOrdinaryUser(String program) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program);
        return command;
    }
}
