package dev.cdp.local;

import dev.cdp.local.component.Admin;
import dev.cdp.local.component.ClickHouse;
import dev.cdp.local.component.Collector;
import dev.cdp.local.component.Component;
import dev.cdp.local.component.FlinkConfig;
import dev.cdp.local.component.JobManager;
import dev.cdp.local.component.Kafka;
import dev.cdp.local.component.Places;
import dev.cdp.local.component.Port;
import dev.cdp.local.component.Postgres;
import dev.cdp.local.component.Redis;
import dev.cdp.local.component.TaskManager;
import dev.cdp.local.component.ZooKeeper;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** All components with the settings applied. */
public record Stack(
        Repository repository,
        ZooKeeper zookeeper,
        Kafka kafka,
        Postgres postgres,
        Redis redis,
        ClickHouse clickHouse,
        JobManager jobManager,
        TaskManager taskManager,
        Collector collector,
        Admin admin,
        Set<String> chosen) {

    public static Stack of(Settings settings, Repository repository) {
        Places places = new Places(
                new Distributions(repository, settings.home().resolve("dist")), settings.data(), settings.lib());
        ZooKeeper zookeeper = new ZooKeeper(places, settings.port("CDP_PORT_ZOOKEEPER", 2181));
        Kafka kafka = new Kafka(
                places,
                settings.port("CDP_PORT_KAFKA", 9092),
                settings.port("CDP_PORT_KAFKA_CONTROLLER", 9093),
                settings.text("CDP_KAFKA_HEAP", "512m"),
                topics(settings.integer("CDP_PARTITIONS", 4)));
        Postgres postgres = new Postgres(places, settings.port("CDP_PORT_POSTGRES", 5432));
        Redis redis = new Redis(places, settings.port("CDP_PORT_REDIS", 6379));
        ClickHouse clickHouse = new ClickHouse(
                places,
                settings.port("CDP_PORT_CLICKHOUSE", 8123),
                (long) settings.integer("CDP_CLICKHOUSE_MEMORY_MB", 2_048) << 20);
        FlinkConfig flink = flink(settings, zookeeper);
        Collector collector = new Collector(
                places,
                repository.resolve("collector/server/target/cdp-collector.jar"),
                settings.port("CDP_COLLECTOR_PORT", 3049),
                settings.text("CDP_COLLECTOR_HEAP", "512m"),
                services(kafka, postgres, redis, clickHouse));
        Map<String, String> behindAdmin = new TreeMap<>(services(kafka, postgres, redis, clickHouse));
        behindAdmin.put("CDP_COLLECTOR_URL", collector.port().url());
        behindAdmin.put("CDP_CONSOLE_DIR", repository.resolve("console/dist").toString());
        behindAdmin.put("CDP_FLINK_URL", flink.rest().url());
        behindAdmin.put(
                "CDP_JOB_JAR",
                repository.resolve("flink-jobs/target/cdp-flink-jobs.jar").toString());
        behindAdmin.put("CDP_DELIVERY_JOBS", settings.text("CDP_DELIVERY_JOBS", "auto"));
        Admin admin = new Admin(
                places,
                repository.resolve("admin/target/cdp-admin.jar"),
                settings.port("CDP_ADMIN_PORT", 3100),
                settings.text("CDP_ADMIN_HEAP", "256m"),
                behindAdmin);
        Stack stack = new Stack(
                repository,
                zookeeper,
                kafka,
                postgres,
                redis,
                clickHouse,
                new JobManager(places, flink, services(kafka, postgres, redis, clickHouse)),
                new TaskManager(places, flink),
                collector,
                admin,
                Set.copyOf(settings.components()));
        stack.requireKnownNames();
        stack.requireDistinctPorts();
        return stack;
    }

    /** The chosen ones, in an order in which each comes after what it needs. */
    public List<Component> components() {
        return all().filter(component -> runs(component)).toList();
    }

    public boolean runs(Component component) {
        return chosen.isEmpty() || chosen.contains(component.name());
    }

    /** Whether an event can go all the way. */
    public boolean isWhole() {
        return all().allMatch(this::runs);
    }

    /** What the product's programs read, by the names of their settings. */
    public Map<String, String> services() {
        return services(kafka, postgres, redis, clickHouse);
    }

    private Stream<Component> all() {
        return Stream.of(zookeeper, redis, postgres, clickHouse, kafka, jobManager, taskManager, collector, admin);
    }

    private void requireKnownNames() {
        Set<String> unknown = new HashSet<>(chosen);
        all().map(Component::name).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new SettingException(
                    "CDP_COMPONENTS has unknown names: " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", all().map(Component::name).toList()));
        }
    }

    private void requireDistinctPorts() {
        Map<Integer, Port> seen = new HashMap<>();
        for (Component component : components()) {
            for (Port port : component.ports()) {
                Port other = seen.put(port.number(), port);
                if (other != null) {
                    throw new SettingException(other.variable() + " and " + port.variable() + " are both "
                            + port.number() + "; each needs a port of its own");
                }
            }
        }
    }

    private static FlinkConfig flink(Settings settings, ZooKeeper zookeeper) {
        return new FlinkConfig(
                settings.data().resolve("flink"),
                zookeeper.port().hostAndPort(),
                settings.port("CDP_PORT_FLINK", 8081),
                settings.port("CDP_PORT_JOBMANAGER", 6123),
                settings.port("CDP_PORT_BLOB", 6124),
                settings.port("CDP_PORT_TASKMANAGER", 6122),
                settings.port("CDP_PORT_TASKMANAGER_DATA", 6121),
                settings.port("CDP_PORT_JOBMANAGER_METRICS", 9250),
                settings.port("CDP_PORT_TASKMANAGER_METRICS", 9251),
                settings.text("CDP_JOBMANAGER_MEMORY", "896m"),
                settings.text("CDP_TASKMANAGER_MEMORY", "2560m"),
                settings.integer("CDP_SLOTS", 8),
                settings.integer("CDP_PARALLELISM", 2),
                settings.millis("CDP_CHECKPOINT_INTERVAL_MS", 1_000));
    }

    private static Map<String, String> services(Kafka kafka, Postgres postgres, Redis redis, ClickHouse clickHouse) {
        Map<String, String> services = new TreeMap<>();
        services.put("CDP_KAFKA_BOOTSTRAP", kafka.port().hostAndPort());
        services.put("CDP_POSTGRES_JDBC_URL", postgres.jdbcUrl());
        services.put("CDP_WAREHOUSE_JDBC_URL", postgres.warehouseJdbcUrl());
        services.put("CDP_REDIS_URL", redis.url());
        services.put("CDP_CLICKHOUSE_URL", clickHouse.port().url());
        // All servers are here, a workspace's own too.
        services.put("CDP_DESTINATION_PRIVATE_NETWORKS", "127.0.0.0/8");
        return services;
    }

    private static List<NewTopic> topics(int partitions) {
        short replicas = 1;
        return List.of(
                new NewTopic("events.ingest", partitions, replicas),
                new NewTopic("events.processed", partitions, replicas),
                new NewTopic("events.dlq", partitions, replicas),
                new NewTopic("events.retry", partitions, replicas),
                new NewTopic("events.outcomes", partitions, replicas),
                new NewTopic("events.progress", 1, replicas),
                new NewTopic("functions.log", 1, replicas).configs(Map.of("retention.ms", "86400000")),
                new NewTopic("cdp.config", 1, replicas).configs(Map.of("cleanup.policy", "compact")));
    }
}
