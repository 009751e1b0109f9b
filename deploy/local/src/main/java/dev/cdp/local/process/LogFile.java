package dev.cdp.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A component's output, appended over restarts. */
public record LogFile(Path path) {
    private static final long ROTATE_BYTES = 64L << 20;
    private static final String START_MARK = "=== starting ";
    private static final int TAIL_BYTES = 16 << 10;

    /** Marks where a start begins. */
    void begin(String name) throws IOException {
        rotateWhenLarge();
        Files.writeString(
                path,
                START_MARK + name + " " + LocalDateTime.now().truncatedTo(ChronoUnit.SECONDS) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The last lines since the last start. */
    public List<String> tail(int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            List<String> sinceStart = text.substring(Math.max(0, text.lastIndexOf(START_MARK)))
                    .lines()
                    .toList();
            return sinceStart.subList(Math.max(0, sinceStart.size() - lines), sinceStart.size());
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    /** Keeps one older file, so that a component that is restarted for weeks does not fill the disk. */
    private void rotateWhenLarge() throws IOException {
        Files.createDirectories(path.getParent());
        if (Files.exists(path) && Files.size(path) > ROTATE_BYTES) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
