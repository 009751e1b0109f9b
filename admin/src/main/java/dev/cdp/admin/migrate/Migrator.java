package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.migrate.MigrationStatus.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The migrations of one database. Every failure is an {@link AdminException} that says what is left in
 * the database and what to do. One operator at a time: PostgreSQL keeps a second one waiting,
 * ClickHouse has no lock for that.
 */
public final class Migrator {
    private final DatabaseTarget target;
    private final MigrationFolder folder;
    private final SchemaHistory history;
    private final Refusals refusals;

    public Migrator(DatabaseTarget target, MigrationFolder folder) {
        this.target = target;
        this.folder = folder;
        this.history = SchemaHistory.of(target);
        this.refusals = new Refusals(target.database(), folder, history);
    }

    /**
     * Refuses a folder from which not every migration could be applied and taken back; touches no
     * database.
     */
    public void check() {
        folder.requireComplete();
    }

    /**
     * Applies what is pending, in order, and stops at the first that fails.
     *
     * @param applied is told of each, as "V001 its description", as soon as it is applied
     * @return the newest version then, empty when there are no migrations
     */
    public Optional<String> up(Consumer<String> applied) {
        check();
        history.prepare();
        status().forEach(refusals::requireHealthy);
        Flyway flyway = FlywayFactory.create(
                target, folder, each -> applied.accept("V%s %s".formatted(each.getVersion(), each.getDescription())));
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw refusals.failedUp(e);
        }
        return history.newest().map(AppliedMigration::version);
    }

    /**
     * Takes the newest applied migration back, or what there is of it when it failed half-way.
     *
     * @return its name, as "V001 its description"; empty when none is applied
     */
    public Optional<String> down() {
        Optional<AppliedMigration> newest = history.newest();
        newest.ifPresent(this::takeBack);
        return newest.map(migration -> "V%s %s".formatted(migration.version(), migration.description()));
    }

    /** Every migration that has a file or was applied, in order of version. */
    public List<MigrationStatus> status() {
        Map<String, MigrationFile> files = new HashMap<>();
        folder.migrations().forEach(file -> files.put(file.version(), file));
        Map<String, AppliedMigration> rows = new HashMap<>();
        history.rows().forEach(row -> rows.put(row.version(), row));
        // Without a history Flyway would have nothing to compare, and ClickHouse perhaps no database.
        Stream<MigrationStatus> statuses = rows.isEmpty()
                ? files.values().stream().map(this::pending)
                : Arrays.stream(FlywayFactory.create(target, folder, each -> {})
                                .info()
                                .all())
                        .map(info -> compared(info, files, rows));
        return statuses.sorted(Comparator.comparing(MigrationStatus::version)).toList();
    }

    private void takeBack(AppliedMigration newest) {
        MigrationFile file = folder.migrations().stream()
                .filter(migration -> migration.version().equals(newest.version()) && migration.hasDown())
                .findFirst()
                .orElseThrow(() -> refusals.noDown(newest));
        try {
            history.takeBack(newest, SqlStatement.parse(target.database(), file.down()));
        } catch (StatementFailedException e) {
            throw refusals.failedDown(file, e);
        }
    }

    private MigrationStatus pending(MigrationFile file) {
        return new MigrationStatus(
                target.database(),
                file.version(),
                file.description().replace('_', ' '),
                Optional.empty(),
                State.PENDING,
                file.hasDown());
    }

    private MigrationStatus compared(
            MigrationInfo info, Map<String, MigrationFile> files, Map<String, AppliedMigration> rows) {
        String version = info.getVersion().getVersion();
        return new MigrationStatus(
                target.database(),
                version,
                info.getDescription(),
                Optional.ofNullable(rows.get(version)).map(AppliedMigration::appliedAt),
                state(info),
                Optional.ofNullable(files.get(version))
                        .filter(MigrationFile::hasDown)
                        .isPresent());
    }

    private static State state(MigrationInfo info) {
        return switch (info.getState()) {
            case PENDING -> State.PENDING;
            case IGNORED -> State.SKIPPED;
            case FAILED, MISSING_FAILED, FUTURE_FAILED -> State.FAILED;
            case MISSING_SUCCESS, FUTURE_SUCCESS -> State.NO_FILE;
            default -> info.isChecksumMatching() && info.isDescriptionMatching() ? State.APPLIED : State.CHANGED;
        };
    }
}
