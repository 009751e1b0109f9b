package dev.cdp.admin.service.status;

import dev.cdp.admin.config.ClickHouseSettings;
import dev.cdp.admin.config.CollectorSettings;
import dev.cdp.admin.config.FlinkSettings;
import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.config.RedisSettings;
import dev.cdp.admin.doctor.Canary;
import dev.cdp.admin.doctor.Diagnosis;
import dev.cdp.admin.doctor.Doctor;
import dev.cdp.admin.doctor.Places;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.kafka.ConsumerLag;
import dev.cdp.admin.repo.OutboxRepository;
import io.micronaut.context.annotation.Value;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the doctor, for the console. */
@Singleton
public class StatusService {
    private final Places places;
    private final ConsumerLag lag;
    private final OutboxRepository outbox;

    StatusService(
            CollectorSettings collector,
            KafkaSettings kafka,
            RedisSettings redis,
            ClickHouseSettings clickHouse,
            FlinkSettings flink,
            @Value("${datasources.default.url}") String postgresJdbc,
            ConsumerLag lag,
            OutboxRepository outbox) {
        this.places = new Places(
                collector.url(),
                "",
                kafka.access(),
                redis.url(),
                postgresJdbc,
                clickHouse.url(),
                clickHouse.user(),
                clickHouse.password(),
                flink.url(),
                "",
                collector.canaryWriteKey());
        this.lag = lag;
        this.outbox = outbox;
    }

    /** One part. */
    @Serdeable
    public record Component(String name, String state, String message, String advice, double durationMs) {
        static Component of(Diagnosis diagnosis) {
            return new Component(
                    diagnosis.name(),
                    diagnosis.state().name().toLowerCase(Locale.ROOT),
                    diagnosis.message(),
                    diagnosis.advice(),
                    diagnosis.durationMs());
        }
    }

    /** All parts. */
    @Serdeable
    public record Status(boolean ok, Instant checkedAt, List<Component> components) {}

    /** A stage of the canary's way. */
    @Serdeable
    public record Stage(String name, String state, String message, String advice, double durationMs) {}

    /** The canary's way. */
    @Serdeable
    public record Flight(boolean ok, String messageId, List<Stage> stages) {}

    /** What one job has not read of one topic. */
    @Serdeable
    public record JobLag(String job, String topic, long records) {}

    /** All of them. */
    @Serdeable
    public record Lag(List<JobLag> items) {}

    public Status status() {
        List<Component> components = new ArrayList<>(
                new Doctor(places).examine().stream().map(Component::of).toList());
        components.add(changes());
        boolean ok = components.stream().allMatch(one -> one.state().equals("up"));
        return new Status(ok, Instant.now(), components);
    }

    /** What has been changed here and is not with the jobs yet: it waits while Kafka is away. */
    private Component changes() {
        long begun = System.nanoTime();
        long waiting;
        try {
            waiting = outbox.countLate();
        } catch (RuntimeException e) {
            return changes(Diagnosis.State.DEGRADED, "not seen: PostgreSQL does not answer", "mend PostgreSQL", begun);
        }
        return waiting == 0
                ? changes(Diagnosis.State.UP, "all are with the jobs", "", begun)
                : changes(
                        Diagnosis.State.DEGRADED,
                        waiting + " wait until Kafka takes them; nothing is lost",
                        "mend Kafka; they go on by themselves",
                        begun);
    }

    private static Component changes(Diagnosis.State state, String message, String advice, long begun) {
        return Component.of(
                new Diagnosis("changes of configuration", state, message, advice, (System.nanoTime() - begun) / 1e6));
    }

    /** @throws Problem when this installation has no key for it */
    public Flight canary() {
        if (places.canaryWriteKey().isEmpty()) {
            throw Problem.conflict("", "this installation has no CDP_CANARY_WRITE_KEY");
        }
        Canary.Flight flight = new Canary(places).fly();
        List<Stage> stages = flight.stages().stream()
                .map(one -> new Stage(one.name(), one.state(), one.message(), one.advice(), one.durationMs()))
                .toList();
        return new Flight(flight.isOk(), flight.messageId(), stages);
    }

    /** @throws Problem when Kafka does not answer */
    public Lag lag() {
        return new Lag(lag.all().stream()
                .map(one -> new JobLag(one.group(), one.topic(), one.records()))
                .toList());
    }
}
