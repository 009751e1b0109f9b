package dev.cdp.local.component;

import dev.cdp.local.dist.Distributions;
import dev.cdp.local.kafka.TopicChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * One KRaft node, broker and controller.
 *
 * @param heap of the JVM, such as 512m
 * @param topics created when they are missing
 * @param more lines of its configuration, which count where they name what is set already
 */
public record Kafka(Places places, Port port, Port controllerPort, String heap, List<NewTopic> topics, String more)
        implements Component {
    private static final int TIMEOUT_MILLIS = 5_000;

    public Kafka(Places places, Port port, Port controllerPort, String heap, List<NewTopic> topics) {
        this(places, port, controllerPort, heap, topics, "");
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Port> ports() {
        return List.of(port, controllerPort);
    }

    @Override
    public Launch prepare() throws IOException {
        Path data = places.dataOf(this);
        Path config = data.resolve("server.properties");
        Files.writeString(config, properties(data.resolve("log")) + more);
        format(data, config);
        List<String> command = Distributions.javaCommand(
                List.of("-Xms128m", "-Xmx" + heap, "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", Log4j.flag(data)),
                classPath(),
                List.of("kafka.Kafka", config.toString()));
        return new Launch(command, data, List.of(config));
    }

    @Override
    public HealthCheck health() {
        return () -> {
            try (Admin admin = admin()) {
                admin.describeCluster().nodes().get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            }
        };
    }

    /**
     * Fenced by its controller. After a clock was set back, the broker's heartbeats wait until it is again as late as when
     * it last connected to the controller (4.2.0), and for so long there is no Kafka.
     */
    @Override
    public boolean saysItIsStuck() {
        try {
            return KnownBrokers.count(port) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void onHealthy() throws Exception {
        try (Admin admin = admin()) {
            TopicChanges.create(admin, topics);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, port.hostAndPort(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS));
    }

    private String properties(Path log) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%2$s
                listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
                advertised.listeners=PLAINTEXT://%1$s
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                # A transaction outlives any outage shorter than this; a shorter one would lose its records.
                transaction.max.timeout.ms=604800000
                log.retention.ms=604800000
                # Else what comes from a machine whose clock is an hour ahead is refused.
                log.message.timestamp.type=LogAppendTime
                log.segment.bytes=268435456
                """.formatted(port.hostAndPort(), controllerPort.hostAndPort(), log);
    }

    /** Gives the empty log directory a cluster id. */
    private void format(Path data, Path config) throws IOException {
        if (Files.exists(data.resolve("log/meta.properties"))) {
            return;
        }
        Commands.run(Distributions.javaCommand(
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", Log4j.flag(data)),
                classPath(),
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        config.toString())));
    }

    private String classPath() throws IOException {
        return places.distributions().classPath("kafka");
    }
}
