package dev.cdp.local.component;

import dev.cdp.local.clickhouse.ClickHouseServer;
import dev.cdp.local.dist.ChdbLibrary;
import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The ClickHouse engine and its HTTP interface, in a child JVM. Database `cdp`, user `default`, no password.
 *
 * @param memoryBytes limit of the whole server
 */
public record ClickHouse(Places places, Port port, long memoryBytes) implements Component {
    /** The HTTP interface answers while this query runs, which is for ever; one row each 3 s costs nothing. */
    private static final String SERVE = "SYSTEM START LISTEN HTTP;"
            + " SELECT sleepEachRow(3) FROM system.numbers SETTINGS max_block_size = 1 FORMAT Null";

    /** Prometheus reads it at the HTTP port: this engine opens no port of its own for that, as a server does. */
    private static final String METRICS = """
            <clickhouse>
              <http_handlers>
                <rule>
                  <url>/metrics</url>
                  <handler>
                    <type>prometheus</type>
                    <metrics>true</metrics>
                    <events>true</events>
                    <asynchronous_metrics>true</asynchronous_metrics>
                  </handler>
                </rule>
                <defaults/>
              </http_handlers>
            </clickhouse>
            """;

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public List<Port> ports() {
        return List.of(port);
    }

    @Override
    public Launch prepare() throws IOException {
        Path data = places.dataOf(this);
        Path config = Files.writeString(Files.createDirectories(data).resolve("metrics.xml"), METRICS);
        Path library = ChdbLibrary.fetch(places.distributions().repository());
        List<String> command = Distributions.javaCommand(
                List.of("-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
                JarCopy.of(CodeLocation.of(ClickHouseServer.class), places.lib()) + ":"
                        + CodeLocation.of(com.sun.jna.Native.class),
                List.of(
                        ClickHouseServer.class.getName(),
                        library.toString(),
                        "--path=" + data,
                        "--http_port=" + port.number(),
                        "--listen_host=127.0.0.1",
                        "--config-file=" + config,
                        "--query=" + SERVE,
                        "--",
                        "--max_server_memory_usage=" + memoryBytes));
        return new Launch(command, data, List.of(config));
    }

    @Override
    public HealthCheck health() {
        return HealthCheck.http(port.url() + "/?query=SELECT%201", "1");
    }

    @Override
    public void onHealthy() throws IOException, InterruptedException {
        // `default` is an Overlay database here, not a plain one.
        execute("CREATE DATABASE IF NOT EXISTS cdp");
    }

    private void execute(String sql) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(port.url()))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(sql + ": " + answer.body());
        }
    }
}
