package dev.cdp.local.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a process is started.
 *
 * @param environment added to the inherited one
 * @param inputs files whose change makes a running process outdated, such as its configuration or its jar
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory, List<Path> inputs) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
    }

    public Launch(List<String> command, Path directory, List<Path> inputs) {
        this(command, Map.of(), directory, inputs);
    }

    /** Equal for two launches that would run the same program with the same settings. */
    public String fingerprint() throws IOException {
        MessageDigest digest = sha256();
        command.forEach(argument -> update(digest, argument));
        new TreeMap<>(environment).forEach((name, value) -> update(digest, name + "=" + value));
        for (Path input : inputs) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(input), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
