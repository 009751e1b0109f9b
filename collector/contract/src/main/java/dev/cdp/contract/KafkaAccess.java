package dev.cdp.contract;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Where Kafka is, and how to log in there: what every client of it is opened with.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param login client properties of Kafka's own names, such as {@code security.protocol}; empty for a broker without TLS
 *     and passwords. May hold a password: stays out of logs
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> login) implements Serializable {
    /** The environment variable that names the file, in every program. */
    public static final String FILE_VARIABLE = "CDP_KAFKA_CLIENT_CONFIG";

    /** What else a client is told is ours to say: order, transactions and time-outs rest on it. */
    private static final List<String> LOGIN = List.of("security.", "sasl.", "ssl.", "config.providers");

    public KafkaAccess {
        login = Map.copyOf(login);
    }

    /** A broker that asks for no login. */
    public static KafkaAccess plain(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /**
     * With the login of a file.
     *
     * @param file of client properties, as Kafka's own tools take it by {@code --command-config}; empty: no login
     * @throws IllegalArgumentException when it can't be read, or names a property that says nothing about the login
     */
    public static KafkaAccess of(String bootstrapServers, String file) {
        return new KafkaAccess(bootstrapServers, file.isEmpty() ? Map.of() : read(Path.of(file)));
    }

    /** By the environment, for command lines. */
    public static KafkaAccess of(Map<String, String> environment) {
        return of(
                environment.getOrDefault("CDP_KAFKA_BOOTSTRAP", "127.0.0.1:9092"),
                environment.getOrDefault(FILE_VARIABLE, ""));
    }

    /** All that a client is opened with: these settings, the servers and the login. */
    public Map<String, Object> with(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        all.putAll(login);
        return all;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            // Not what it says of a line: that may be a password.
            throw new IllegalArgumentException(FILE_VARIABLE + " names " + file + ", which can't be read: "
                    + e.getClass().getSimpleName());
        }
        Map<String, String> login = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (LOGIN.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException("%s may say how to log in only (%s*), but %s has %s"
                        .formatted(FILE_VARIABLE, String.join("*, ", LOGIN), file, name));
            }
            login.put(name, properties.getProperty(name).strip());
        }
        return login;
    }

    /** Does not show the login. */
    @Override
    public String toString() {
        return bootstrapServers;
    }
}
