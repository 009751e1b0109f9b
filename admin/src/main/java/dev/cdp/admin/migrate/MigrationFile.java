package dev.cdp.admin.migrate;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One migration on disk.
 *
 * @param version three digits
 * @param description snake_case
 * @param up the file that makes the change
 * @param down where the file that takes it back belongs, there or not
 */
record MigrationFile(String version, String description, Path up, Path down) {
    boolean hasDown() {
        return Files.isRegularFile(down);
    }
}
