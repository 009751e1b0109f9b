package dev.cdp.admin.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.FunctionLine;
import dev.cdp.contract.FunctionLineCodec;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a function logs reaches who follows it, and nobody else. */
@Timeout(120)
class FunctionLogIT {
    private static final String WORKSPACE = "loggers";
    private static final String FUNCTIONS = "/api/v1/workspaces/" + WORKSPACE + "/functions";

    private static AdminFixture admin;
    private static Api owner;
    private static KafkaProducer<byte[], byte[]> jobs;

    @BeforeAll
    static void start() throws SQLException {
        TestServices.kafka().createTopics(List.of(Topics.FUNCTION_LOG), 2);
        admin = AdminFixture.start();
        owner = admin.setUp();
        AdminFixture.workspace(owner, WORKSPACE);
        jobs = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        TestServices.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() throws SQLException {
        jobs.close();
        admin.close();
    }

    @Test
    void linesFromBeforeAndNewOnesComeAndWhoComesAgainMissesNone() {
        String function = function("Talkative");
        String other = function("Other");
        log(WORKSPACE, function, "before");
        log(WORKSPACE, other, "somebody else's");
        log("another", function, "another workspace's");

        String last;
        try (Stream<String> lines = owner.follow(FUNCTIONS + "/" + function + "/log", "")) {
            Iterator<String> stream = lines.iterator();
            assertThat(next(stream))
                    .contains("\"before\"")
                    .contains("\"level\":\"warn\"")
                    .contains("\"m-1\"");
            log(WORKSPACE, other, "somebody else's");
            log(WORKSPACE, function, "after");
            assertThat(next(stream)).contains("\"after\"");
            last = id(stream);
        }

        log(WORKSPACE, function, "while nobody looked");
        try (Stream<String> lines = owner.follow(FUNCTIONS + "/" + function + "/log", last)) {
            assertThat(next(lines.iterator())).contains("while nobody looked");
        }
    }

    @Test
    void functionsOfOthersAreNotFound() {
        String function = function("Mine");
        AdminFixture.workspace(owner, "curious");

        owner.get("/api/v1/workspaces/curious/functions/" + function + "/log").expect(404);
    }

    private static String function(String name) {
        return owner.post(FUNCTIONS, Map.of("name", name, "code", "export default (event) => event"))
                .expect(201)
                .text("id");
    }

    /** As the delivery job does. */
    private static void log(String workspace, String function, String text) {
        FunctionLine line = new FunctionLine(workspace, function, 1, "m-1", "warn", text, 1764000000123L);
        jobs.send(new ProducerRecord<>(Topics.FUNCTION_LOG, line.key().getBytes(UTF_8), FunctionLineCodec.write(line)));
        jobs.flush();
    }

    /** The data of the next line that the function has logged. */
    private static String next(Iterator<String> stream) {
        List<String> event = new ArrayList<>();
        while (stream.hasNext()) {
            String field = stream.next();
            if (!field.isEmpty()) {
                event.add(field);
                continue;
            }
            if (event.contains("event: line")) {
                return event.stream()
                        .filter(one -> one.startsWith("data: "))
                        .findFirst()
                        .orElseThrow();
            }
            event.clear();
        }
        throw new AssertionError("the stream has ended");
    }

    /** The id of the next heartbeat. */
    private static String id(Iterator<String> stream) {
        while (stream.hasNext()) {
            String field = stream.next();
            if (field.startsWith("id: ")) {
                return field.substring(4);
            }
        }
        throw new AssertionError("the stream has ended");
    }
}
