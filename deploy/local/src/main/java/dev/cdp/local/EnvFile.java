package dev.cdp.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** A file of exported shell variables: `. .cdp/env` gives them to the shell and to the programs it starts. */
public record EnvFile(Path path) {
    private static final String PLAIN = "[A-Za-z0-9_./:@%+,-]*";

    /** Replaces the file as a whole. */
    public void write(Map<String, String> variables) throws IOException {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(variables).forEach((name, value) -> text.append("export ")
                .append(name)
                .append('=')
                .append(quote(value))
                .append('\n'));
        Files.createDirectories(path.getParent());
        Path draft = Files.createTempFile(path.getParent(), "env", ".tmp");
        Files.writeString(draft, text);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String quote(String value) {
        return value.matches(PLAIN) ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
