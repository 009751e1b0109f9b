package dev.cdp.admin.migrate;

import java.time.Instant;

/**
 * One row of the history.
 *
 * @param rank counts the rows ever written; the highest is the newest
 * @param success false when it failed half-way in a database that could not roll it back
 */
record AppliedMigration(int rank, String version, String description, Instant appliedAt, boolean success) {}
