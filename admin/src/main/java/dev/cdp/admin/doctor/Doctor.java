package dev.cdp.admin.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.doctor.Diagnosis.State;
import dev.cdp.admin.doctor.Examination.UnwellException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Looks at every part at the same time: the whole takes as long as the slowest, some seconds. */
public final class Doctor {
    // A busy machine answers late, and is not down for that.
    private static final int PATIENCE_MS = 10_000;
    private static final Set<String> JOBS = Set.of("cdp-archive", "cdp-processing", "cdp-delivery-clickhouse");
    private static final Set<String> TOPICS =
            Set.of("events.ingest", "events.processed", "events.dlq", "events.retry", "cdp.config");
    private static final String START = "see its log, and start it (embedded stack: make up)";

    private final Places places;
    private final Http http = new Http();

    public Doctor(Places places) {
        this.places = places;
    }

    /** One of each part, in the order of an event's path. */
    public List<Diagnosis> examine() {
        List<Examination> all = new ArrayList<>();
        all.add(new Examination("collector", START, this::collector));
        all.add(new Examination("kafka", START + "; meanwhile collectors keep events in their journals", this::kafka));
        all.add(new Examination("redis", START + "; meanwhile limits are those that collectors know", this::redis));
        all.add(new Examination(
                "postgresql", START + "; meanwhile collectors know the keys they have seen", this::postgres));
        all.add(new Examination("clickhouse", START + "; meanwhile Kafka holds the events", this::clickHouse));
        if (!places.zooKeeper().isEmpty()) {
            all.add(new Examination("zookeeper", START + "; Flink can't recover its jobs without it", this::zooKeeper));
        }
        all.add(new Examination("flink jobmanager", START + "; meanwhile Kafka holds the events", this::jobManager));
        all.add(new Examination(
                "flink taskmanager", "start a TaskManager; the jobs go on by themselves", this::taskManager));
        JOBS.stream()
                .sorted()
                .forEach(job -> all.add(new Examination("job " + job, "make up submits it", () -> job(job))));
        if (!places.admin().isEmpty()) {
            all.add(new Examination("admin", START + "; events flow without it", this::admin));
        }
        return all.parallelStream().map(Examination::diagnose).toList();
    }

    /** It names what it needs and misses, which has an examination of its own. */
    private String collector() throws Exception {
        Http.Answer answer = http.get(places.collector() + "/ready");
        Set<String> away = new TreeSet<>();
        answer.json().path("dependencies").fields().forEachRemaining(dependency -> {
            if (!dependency.getValue().path("status").asText().equals("up")) {
                away.add(dependency.getKey());
            }
        });
        if (answer.status() != 200) {
            throw new UnwellException(State.DOWN, "refuses events; away for it: " + away, "mend what is away for it");
        }
        if (!away.isEmpty()) {
            throw new UnwellException(State.DEGRADED, "accepts events without " + away, "mend what is away for it");
        }
        return "accepts events";
    }

    private String kafka() throws Exception {
        try (Admin kafka = Admin.create(places.kafka()
                .with(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS - 500,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS)))) {
            Set<String> missing = new TreeSet<>(TOPICS);
            missing.removeAll(kafka.listTopics().names().get(PATIENCE_MS, TimeUnit.MILLISECONDS));
            if (!missing.isEmpty()) {
                throw new UnwellException(
                        State.DOWN, "has no topics " + missing, "create them (embedded stack: make up)");
            }
            return "answers, and has the topics";
        }
    }

    /** Any answer will do: also that one must log in first. */
    private String redis() throws IOException {
        URI uri = URI.create(places.redis());
        try (Socket socket = connect(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
            return "answers";
        }
    }

    private String postgres() throws Exception {
        Properties limits = new Properties();
        limits.setProperty("connectTimeout", Integer.toString(PATIENCE_MS / 1000));
        limits.setProperty("socketTimeout", Integer.toString(PATIENCE_MS / 1000));
        limits.setProperty("loginTimeout", Integer.toString(PATIENCE_MS / 1000));
        try (Connection connection = DriverManager.getConnection(places.postgresJdbc(), limits);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1 FROM workspaces LIMIT 1");
            return "answers, and has the schema";
        }
    }

    private String clickHouse() throws Exception {
        List<JsonNode> rows = new ClickHouse(
                        places.clickHouse(),
                        places.clickHouseUser(),
                        places.clickHousePassword(),
                        Duration.ofMillis(PATIENCE_MS - 1_000))
                .query(
                        "SELECT count() AS tables FROM system.tables WHERE database = 'cdp' AND name IN "
                                + "('events_raw', 'events', 'dead_letters', 'ledger')",
                        Map.of());
        if (rows.get(0).path("tables").asInt() < 4) {
            throw new UnwellException(State.DOWN, "lacks tables", "make migrate/up db=clickhouse");
        }
        return "answers, and has the schema";
    }

    private String zooKeeper() throws IOException {
        String[] address = places.zooKeeper().split(",")[0].split(":");
        try (Socket socket = connect(address[0], Integer.parseInt(address[1]))) {
            socket.getOutputStream().write("srvr\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() < 0) {
                throw new IOException("closed");
            }
            return "answers";
        }
    }

    private String jobManager() throws Exception {
        return "answers, Flink " + flink("/overview").path("flink-version").asText();
    }

    private String taskManager() throws Exception {
        int managers = flinkBehind("/overview").path("taskmanagers").asInt();
        if (managers == 0) {
            throw new UnwellException(
                    State.DOWN, "none is registered", "start a TaskManager; the jobs go on by themselves");
        }
        return managers + " registered";
    }

    private String job(String name) throws Exception {
        for (JsonNode job : flinkBehind("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(name) && !isOver(job)) {
                JsonNode tasks = job.path("tasks");
                if (job.path("state").asText().equals("RUNNING")
                        && tasks.path("running").asInt() == tasks.path("total").asInt()) {
                    return "runs";
                }
                throw new UnwellException(
                        State.DEGRADED,
                        "is " + job.path("state").asText() + ", "
                                + tasks.path("running").asInt() + " of "
                                + tasks.path("total").asInt() + " tasks run",
                        "see its exceptions in Flink's web interface");
            }
        }
        throw new UnwellException(State.DOWN, "does not run", "submit it (embedded stack: make up)");
    }

    private static boolean isOver(JsonNode job) {
        return Set.of("FINISHED", "CANCELED", "FAILED")
                .contains(job.path("state").asText());
    }

    private String admin() throws Exception {
        Http.Answer answer = http.get(places.admin() + "/ready");
        if (answer.status() != 200) {
            throw new UnwellException(State.DEGRADED, "is not ready: PostgreSQL is away for it", "mend PostgreSQL");
        }
        return "answers";
    }

    /** What only the JobManager tells; without it nobody knows, and the JobManager alone is what is down. */
    private JsonNode flinkBehind(String path) throws Exception {
        try {
            return flink(path);
        } catch (IOException e) {
            throw new UnwellException(
                    State.DEGRADED, "not seen: the JobManager does not answer", "mend the JobManager");
        }
    }

    private JsonNode flink(String path) throws Exception {
        Http.Answer answer = http.get(places.flink() + path);
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        return answer.json();
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
        return socket;
    }
}
