package dev.cdp.local.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The started processes, one JSON file each. A record is replaced as a whole, so a reader and a launcher that is killed
 * while it writes never leave half of one.
 */
public final class ProcessTable {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path directory;

    public ProcessTable(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** The last start of that component, whether it still runs or not. Empty too when the file cannot be read. */
    public Optional<ProcessRecord> find(String name) {
        Path file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), ProcessRecord.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public Optional<ProcessRecord> findAlive(String name) {
        return find(name).filter(found -> found.process().isAlive());
    }

    public List<ProcessRecord> all() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> file.substring(0, file.length() - ".json".length()))
                    .sorted()
                    .flatMap(name -> find(name).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void put(ProcessRecord started) throws IOException {
        Path draft = Files.createTempFile(directory, started.name(), ".tmp");
        JSON.writeValue(draft.toFile(), started);
        Files.move(draft, file(started.name()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return directory.resolve(name + ".json");
    }
}
