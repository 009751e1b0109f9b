package dev.cdp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ServiceFaultsIT {
    @Test
    void acknowledgedRecordsSurviveAKilledBroker() throws Exception {
        KafkaService kafka = TestServices.kafka();
        kafka.createTopics(List.of("survives"), 2);
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("survives", "key", "before")).get(30, TimeUnit.SECONDS);
            kafka.kill();
            kafka.restart();
            long offset = producer.send(new ProducerRecord<>("survives", "key", "after"))
                    .get(30, TimeUnit.SECONDS)
                    .offset();
            assertThat(offset).isEqualTo(1);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).contains("survives");
        }
    }

    @Test
    void committedRowsSurviveAKilledPostgres() throws Exception {
        PostgresService postgres = TestServices.postgres();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE survives (id int PRIMARY KEY)");
            statement.execute("INSERT INTO survives VALUES (1)");
            postgres.kill();
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOf(SQLException.class);
        }
        postgres.restart();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM survives")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aPausedRedisAnswersOnlyWhenResumed() throws IOException {
        RedisService redis = TestServices.redis();
        assertThat(ping(redis)).isEqualTo("+PONG");
        redis.pause();
        assertThatThrownBy(() -> ping(redis)).isInstanceOf(IOException.class);
        redis.resume();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ping(redis)).isEqualTo("+PONG"));
    }

    @Test
    void insertedRowsSurviveAKilledClickHouse() {
        ClickHouseService clickHouse = TestServices.clickHouse();
        clickHouse.query("CREATE TABLE survives (id UInt64) ENGINE = MergeTree ORDER BY id");
        clickHouse.query("INSERT INTO survives SELECT number FROM numbers(1000)");
        clickHouse.kill();
        assertThatThrownBy(() -> clickHouse.query("SELECT 1")).isInstanceOf(TestServiceException.class);
        clickHouse.restart();
        assertThat(clickHouse.query("SELECT count(), sum(id) FROM survives")).isEqualTo("1000\t499500");
    }

    @Test
    void migrationsMakeTheTablesAndAreAppliedOnce() {
        ClickHouseService clickHouse = TestServices.clickHouse();
        clickHouse.migrate();
        clickHouse.migrate();
        assertThat(clickHouse.query("SELECT name FROM system.tables WHERE database = 'cdp' ORDER BY name"))
                .contains("dead_letters", "events", "events_raw", "identity_links");
    }

    private static String ping(RedisService redis) throws IOException {
        URI url = URI.create(redis.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }
}
