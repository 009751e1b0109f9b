package dev.cdp.testkit;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.HealthCheck;
import dev.cdp.local.component.Kafka;
import dev.cdp.local.component.Launch;
import dev.cdp.local.component.Places;
import dev.cdp.local.component.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker of its own whose listener for clients speaks TLS, under a certificate that no client trusts by itself, and
 * asks for a password. Always a child process.
 */
public final class SecuredKafka {
    /** What logs in, in the form of {@code --command-config} of Kafka's own tools. */
    private final Path clientConfig;

    private final String bootstrapServers;

    private SecuredKafka(String bootstrapServers, Path clientConfig) {
        this.bootstrapServers = bootstrapServers;
        this.clientConfig = clientConfig;
    }

    /** Of the listener that asks for the login. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    public Path clientConfig() {
        return clientConfig;
    }

    static SecuredKafka start(FreePorts ports) {
        EmbeddedStarter starter = EmbeddedStarter.create();
        Port open = ports.next();
        Port controller = ports.next();
        Port secured = ports.next();
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "secured-kafka-")
                    .toAbsolutePath();
            Path store = keyStore(folder);
            Places places = new Places(
                    starter.places().distributions(),
                    starter.places().data().resolve("secured"),
                    starter.places().lib());
            Kafka kafka =
                    new Kafka(places, open, controller, "384m", List.of(), listener(open, controller, secured, store));
            starter.start(new Named(kafka), null);
            Path clientConfig = Files.writeString(folder.resolve("client.properties"), """
                    security.protocol=SASL_SSL
                    sasl.mechanism=PLAIN
                    sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="cdp" \\
                      password="a password of these tests";
                    ssl.truststore.location=%s
                    ssl.truststore.password=of these tests
                    """.formatted(store));
            return new SecuredKafka(secured.hostAndPort(), clientConfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServiceException("interrupted while making a certificate", e);
        }
    }

    private static String listener(Port open, Port controller, Port secured, Path store) {
        return """
                listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s,SASL_SSL://%3$s
                advertised.listeners=PLAINTEXT://%1$s,SASL_SSL://%3$s
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL
                sasl.enabled.mechanisms=PLAIN
                listener.name.sasl_ssl.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule \
                  required user_cdp="a password of these tests";
                ssl.keystore.location=%4$s
                ssl.keystore.password=of these tests
                """.formatted(open.hostAndPort(), controller.hostAndPort(), secured.hostAndPort(), store);
    }

    /** A key with its own certificate; it serves the clients as the store of what they trust. */
    private static Path keyStore(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("kafka.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "kafka",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "of these tests",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new TestServiceException(Files.readString(folder.resolve("keytool.log")));
        }
        return store;
    }

    /** Beside the broker that all tests share. */
    private record Named(Kafka kafka) implements Component {
        @Override
        public String name() {
            return "secured-kafka";
        }

        @Override
        public List<Port> ports() {
            return kafka.ports();
        }

        @Override
        public Launch prepare() throws IOException {
            return kafka.prepare();
        }

        @Override
        public HealthCheck health() {
            return kafka.health();
        }
    }
}
