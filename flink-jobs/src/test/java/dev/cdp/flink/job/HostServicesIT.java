package dev.cdp.flink.job;

import static dev.cdp.flink.Events.track;
import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.key;
import static dev.cdp.flink.config.ConfigRecords.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import dev.cdp.contract.FunctionLine;
import dev.cdp.contract.FunctionLineCodec;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.Events;
import dev.cdp.flink.functions.Sealing;
import dev.cdp.testkit.TestServices;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What functions of the delivery job reach of the world, all of it real. */
class HostServicesIT {
    private static final String KEY = "the key of this installation, long enough";
    private static final Enrichment KNOWN = new Enrichment(
            new Geo("DE", "Bonn"), new UserAgent("Firefox", "128", "Linux", "", "", false), Campaign.NONE);

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private JobFixture fixture;
    private HttpServer api;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) throws Exception {
        fixture = new JobFixture(flink);
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/plan", exchange -> {
            byte[] answer = "{\"plan\":\"pro\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        api.start();
    }

    @AfterEach
    void close() {
        api.stop(0);
        fixture.close();
    }

    @Test
    void functionReachesStoreSecretsFetchPlaceAndUserAgentAndANewSecretIsUsedWithoutARestart() throws Exception {
        String code = """
                export default async function (event, ctx) {
                  const seen = (await ctx.store.get('seen') ?? 0) + 1
                  await ctx.store.set('seen', seen, '1h')
                  const answer = await ctx.fetch('http://127.0.0.1:%d/plan')
                  ctx.metrics.increment('events')
                  console.warn('seen', seen)
                  const { plan } = await answer.json()
                  return { ...event, properties: {
                    seen, plan, token: ctx.secrets.TOKEN, country: ctx.geo.country, browser: ctx.ua.browser.name } }
                }
                """.formatted(api.getAddress().getPort());
        configure(
                function(fixture.workspace, "f", 1, code),
                connection(fixture.workspace, "f"),
                Sealing.seal(KEY, fixture.workspace, "TOKEN", 1, "first"));
        fixture.run(
                DeliveryJob::main,
                fixture.arguments(
                        "--clickhouse",
                        fixture.clickHouse().url(),
                        "--redis",
                        TestServices.redis().url(),
                        "--secret-key",
                        KEY,
                        "--fetch-private-networks",
                        "127.0.0.0/8"));

        deliver("e-0");
        Awaitility.await("the first row").atMost(JobFixture.PATIENCE).until(() -> !rows("1", "1")
                .isEmpty());
        assertThat(rows(
                        "properties.seen.:Float64, properties.plan, properties.token, properties.country,"
                                + " properties.browser",
                        "1"))
                .isEqualTo("1\tpro\tfirst\tDE\tFirefox");
        FunctionLine line = FunctionLineCodec.read(
                fixture.receive(Topics.FUNCTION_LOG, 1).get(0).value());
        assertThat(List.of(line.functionId(), line.level(), line.messageId(), line.text()))
                .containsExactly("f", "warn", "e-0", "seen 1");

        configure(Sealing.seal(KEY, fixture.workspace, "TOKEN", 2, "second"));
        AtomicInteger sent = new AtomicInteger();
        Awaitility.await("the new secret").atMost(JobFixture.PATIENCE).until(() -> {
            deliver("e-" + sent.incrementAndGet());
            return !rows("1", "properties.token.:String = 'second'").isEmpty();
        });
    }

    private void configure(ConfigRecord... records) {
        for (ConfigRecord record : records) {
            fixture.send(Topics.CONFIG, key(record), value(record), List.of());
        }
    }

    private void deliver(String messageId) {
        Events event =
                track(messageId).anonymous("anna").workspace(fixture.workspace).payload("{\"properties\":{}}");
        byte[] processed = ProcessedEventCodec.write(event.userId(), null, KNOWN, event.kafkaValue());
        fixture.send(Topics.PROCESSED, event.partitionKey().getBytes(UTF_8), processed, event.kafkaHeaders());
    }

    private String rows(String columns, String where) {
        return fixture.clickHouse()
                .query("SELECT " + columns + " FROM events FINAL WHERE workspace_id = '" + fixture.workspace + "' AND "
                        + where + " FORMAT TSVRaw");
    }
}
