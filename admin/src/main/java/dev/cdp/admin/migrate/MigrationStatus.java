package dev.cdp.admin.migrate;

import java.time.Instant;
import java.util.Optional;

/** What is known about one migration: by its file, by the history, or by both. */
public record MigrationStatus(
        Database database,
        String version,
        String description,
        Optional<Instant> appliedAt,
        State state,
        boolean hasDown) {

    public enum State {
        APPLIED("applied"),
        PENDING("pending"),
        /** Only where the database can't roll back: some of its statements have taken effect. */
        FAILED("FAILED half-way"),
        CHANGED("applied, FILE CHANGED since"),
        NO_FILE("applied, FILE MISSING"),
        /** Not applied, but a migration with a higher number is. */
        SKIPPED("SKIPPED: a later one is applied");

        private final String words;

        State(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
