package dev.cdp.testkit;

import dev.cdp.local.component.ClickHouse;
import dev.cdp.local.component.Kafka;
import dev.cdp.local.component.Postgres;
import dev.cdp.local.component.Redis;
import java.nio.file.Path;
import java.util.List;

/**
 * Real services for integration tests. Each is started when a test first asks for it, once per JVM, on free loopback
 * ports and an empty data directory under target/, and ends with the JVM. It is a container where a Docker engine
 * answers and a child process otherwise; tests see no difference. A test that breaks a service repairs it
 * ({@link TestService#restart()}), as later tests share it.
 */
public final class TestServices {
    private static final long CLICKHOUSE_MEMORY_BYTES = 2L << 30;
    private static final FreePorts PORTS = new FreePorts();
    private static final Lazy<ServiceStarter> STARTER = new Lazy<>(TestServices::starter);
    private static final Lazy<KafkaService> KAFKA = new Lazy<>(TestServices::startKafka);
    private static final Lazy<SecuredKafka> SECURED_KAFKA = new Lazy<>(() -> SecuredKafka.start(PORTS));
    private static final Lazy<PostgresService> POSTGRES = new Lazy<>(TestServices::startPostgres);
    private static final Lazy<RedisService> REDIS = new Lazy<>(TestServices::startRedis);
    private static final Lazy<ClickHouseService> CLICKHOUSE = new Lazy<>(() -> startClickHouse(STARTER.get()));

    private TestServices() {}

    public static KafkaService kafka() {
        return KAFKA.get();
    }

    /** Another one, with TLS and a password. */
    public static SecuredKafka securedKafka() {
        return SECURED_KAFKA.get();
    }

    public static PostgresService postgres() {
        return POSTGRES.get();
    }

    public static RedisService redis() {
        return REDIS.get();
    }

    public static ClickHouseService clickHouse() {
        return CLICKHOUSE.get();
    }

    /** Another one, always a child process, whose data are below this folder. */
    public static ClickHouseService clickHouseIn(Path home) {
        return startClickHouse(EmbeddedStarter.in(home));
    }

    private static ServiceStarter starter() {
        return DockerEngine.answers() ? new ContainerStarter() : EmbeddedStarter.create();
    }

    private static KafkaService startKafka() {
        ServiceStarter starter = STARTER.get();
        Kafka kafka = new Kafka(starter.places(), PORTS.next(), PORTS.next(), "384m", List.of());
        return new KafkaService(
                starter.start(kafka, ContainerImage.kafka(kafka)), kafka.port().hostAndPort());
    }

    private static PostgresService startPostgres() {
        ServiceStarter starter = STARTER.get();
        Postgres postgres = new Postgres(starter.places(), PORTS.next());
        return new PostgresService(starter.start(postgres, ContainerImage.postgres()), postgres);
    }

    private static RedisService startRedis() {
        ServiceStarter starter = STARTER.get();
        Redis redis = new Redis(starter.places(), PORTS.next());
        return new RedisService(starter.start(redis, ContainerImage.redis()), redis.url());
    }

    private static ClickHouseService startClickHouse(ServiceStarter starter) {
        ClickHouse clickHouse = new ClickHouse(starter.places(), PORTS.next(), CLICKHOUSE_MEMORY_BYTES);
        return new ClickHouseService(
                starter.start(clickHouse, ContainerImage.clickHouse()),
                clickHouse.port().url());
    }
}
