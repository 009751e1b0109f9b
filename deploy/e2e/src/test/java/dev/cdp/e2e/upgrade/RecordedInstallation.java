package dev.cdp.e2e.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link InstallationRecorder} has recorded of a version: the state of every part, in the forms of that time. It is
 * put into the servers of a stack whose programs and jobs do not run yet.
 */
final class RecordedInstallation {
    private static final Path RECORDED = Path.of("src", "test", "resources", "installations");
    private static final Path MIGRATIONS = Path.of("..", "migrations");
    private static final Duration MIGRATION = Duration.ofMinutes(2);

    private final Path folder;
    private final JsonNode about;

    RecordedInstallation(String name) throws IOException {
        this.folder = RECORDED.resolve(name).toAbsolutePath();
        this.about = Json.parse(Files.readAllBytes(folder.resolve("about.json")));
    }

    /** Message ids of the events that were sent for this purpose. */
    List<String> sent(String kind) {
        List<String> ids = new ArrayList<>();
        about.at("/sent/" + kind).forEach(id -> ids.add(id.asText()));
        return ids;
    }

    String text(String name) {
        return about.path(name).asText();
    }

    /** Before anything is started: keys, the collector's journal, and what the jobs were stopped with. */
    void putFiles(Stack stack) throws IOException {
        copy(folder.resolve("keys"), stack.data("keys"));
        copy(folder.resolve("collector"), stack.data("collector"));
        Path savepoints = stack.data("flink").resolve("savepoints");
        copy(folder.resolve("savepoints"), savepoints);
        Path submissions = Files.createDirectories(stack.data("flink").resolve("submissions"));
        for (String job : List.of("cdp-archive", "cdp-processing", "cdp-delivery-clickhouse", text("warehouseJob"))) {
            Files.writeString(submissions.resolve(job.replace("/", "%2F") + ".json"), """
                    {"jobId":"%s","program":"recorded","startedFrom":null,"stoppedWith":"%s"}""".formatted(
                    "0".repeat(32), savepoints.resolve(job.replace('/', '_')).toUri()));
        }
    }

    /** Into the running servers: schemas of that time with their rows, topics with their records. */
    void putRows(Stack stack) throws Exception {
        RecordedTransactions.putInto(stack.kafkaBootstrap(), folder.resolve("savepoints"));
        migrate(stack, "postgres");
        migrate(stack, "clickhouse");
        putPostgres(stack, "CDP_POSTGRES_JDBC_URL", "postgres.jsonl");
        putPostgres(stack, "CDP_WAREHOUSE_JDBC_URL", "warehouse.jsonl");
        putClickHouse(stack);
        try (RecordedTopics topics = new RecordedTopics(stack.kafkaBootstrap(), about)) {
            topics.make();
            try (Stream<String> lines = lines(stack, "topics.jsonl")) {
                topics.fill(lines.map(Json::parse).toList());
            }
        }
    }

    JsonNode record(String topic, String messageId) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("topics.jsonl"))) {
            return lines.map(Json::parse)
                    .filter(record -> record.get("topic").asText().equals(topic))
                    .filter(record -> record.get("value").asText().contains("\"" + messageId + "\""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** With the files of that time alone: those above its version are left out. */
    private void migrate(Stack stack, String database) throws IOException {
        Path files = Files.createTempDirectory("migrations");
        Path ofDatabase = Files.createDirectory(files.resolve(database));
        String newest = "V" + text(database);
        try (Stream<Path> all = Files.list(MIGRATIONS.resolve(database))) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.substring(0, newest.length()).compareTo(newest) <= 0) {
                    Files.copy(file, ofDatabase.resolve(name));
                }
            }
        }
        stack.admin("migrate", "up", "--db=" + database, "--dir=" + files).succeed(MIGRATION);
    }

    /** With the warehouse where this stack has it. */
    private Stream<String> lines(Stack stack, String file) throws IOException {
        String warehouse = stack.variable("CDP_WAREHOUSE_JDBC_URL").replaceFirst("\\?.*", "");
        return Files.lines(folder.resolve(file)).map(line -> line.replace(text("warehouseUrl"), warehouse));
    }

    private void putPostgres(Stack stack, String database, String file) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(stack.variable(database));
                Statement statement = connection.createStatement();
                Stream<String> lines = lines(stack, file)) {
            // Rows come in no order that foreign keys would like.
            statement.execute("SET session_replication_role = replica");
            List<JsonNode> all = lines.map(Json::parse).toList();
            for (JsonNode line : all) {
                if (line.has("sql")) {
                    statement.execute(line.get("sql").asText());
                }
            }
            for (String table : all.stream()
                    .filter(line -> line.has("table"))
                    .map(line -> line.get("table").asText())
                    .distinct()
                    .toList()) {
                statement.execute("DELETE FROM " + table);
            }
            for (JsonNode line : all) {
                if (line.has("table")) {
                    insert(connection, line.get("table").asText(), line.get("row"));
                }
            }
            continueSequences(statement);
        }
    }

    private static void insert(Connection connection, String table, JsonNode row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::" + table + ", ?::json)")) {
            insert.setString(1, row.toString());
            insert.execute();
        }
    }

    private static void continueSequences(Statement statement) throws SQLException {
        List<String> continued = new ArrayList<>();
        try (ResultSet columns = statement.executeQuery("SELECT table_name, column_name,"
                + " pg_get_serial_sequence(table_name, column_name) FROM information_schema.columns"
                + " WHERE table_schema = 'public' AND pg_get_serial_sequence(table_name, column_name) IS NOT NULL")) {
            while (columns.next()) {
                continued.add("SELECT setval('%3$s', (SELECT coalesce(max(%2$s), 0) + 1 FROM %1$s), false)"
                        .formatted(columns.getString(1), columns.getString(2), columns.getString(3)));
            }
        }
        for (String one : continued) {
            statement.execute(one);
        }
    }

    /** What is recorded is older each day that this test is run: its time to live must not end meanwhile. */
    private void putClickHouse(Stack stack) throws IOException {
        stack.clickhouse().execute("SYSTEM STOP TTL MERGES");
        try (Stream<Path> tables = Files.list(folder.resolve("clickhouse"))) {
            for (Path file : tables.toList()) {
                String table = file.getFileName().toString().replace(".jsonl", "");
                stack.clickhouse()
                        .execute("INSERT INTO " + table
                                + " SETTINGS date_time_input_format = 'best_effort' FORMAT JSONEachRow\n"
                                + Files.readString(file));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
