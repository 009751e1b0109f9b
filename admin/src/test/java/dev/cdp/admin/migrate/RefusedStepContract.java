package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.migrate.MigrationStatus.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that fail or are not taken, in every database: what is left and what is said. */
abstract class RefusedStepContract {
    private final Database database;
    private Playground playground;

    RefusedStepContract(Database database) {
        this.database = database;
    }

    @BeforeEach
    void open(@TempDir Path root) throws Exception {
        playground = new Playground(database, root);
    }

    @AfterEach
    void close() throws Exception {
        playground.close();
    }

    @Test
    void brokenMigrationKeepsTheEarlierOnesAndNamesItsStatement() throws Exception {
        playground.writeOne();
        playground.writeBroken();
        List<String> applied = new ArrayList<>();

        assertThatThrownBy(() -> playground.migrator().up(applied::add))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("V002__broken.sql failed at line 3")
                .hasMessageContaining("statement: CREATE TABLE broken (a nonsense)")
                .hasMessageContaining("run migrate up again")
                .hasMessageNotContaining("\n");
        assertThat(applied).containsExactly("V001 one");
        assertThat(playground.states().get(0)).isEqualTo(State.APPLIED);
    }

    @Test
    void brokenMigrationIsAppliedOnceItsMessageWasFollowed() throws Exception {
        playground.writeOne();
        playground.writeBroken();
        String message = playground.failureOfUp();

        // ClickHouse keeps what the migration made before it failed; in PostgreSQL nothing is left to take back.
        if (database == Database.CLICKHOUSE) {
            assertThat(message).contains("run migrate down --db clickhouse");
            assertThat(playground.states()).containsExactly(State.APPLIED, State.FAILED);
            assertThat(playground.failureOfUp()).contains("failed half-way in an earlier run", "run migrate down");
            assertThat(playground.migrator().down()).contains("V002 broken");
        }
        assertThat(playground.database().schema()).doesNotContain("made");
        playground.write(
                "V002__broken.sql",
                playground.database().createTable("made") + ";\n"
                        + playground.database().createTable("broken"));
        assertThat(playground.migrator().up(applied -> {})).contains("002");
        assertThat(playground.states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void migrationWithoutDownFileIsRefusedBeforeAnyIsApplied() throws Exception {
        playground.writeOne();
        playground.write("V002__two.sql", playground.database().createTable("two"));

        assertThat(playground.failureOfUp()).contains("V002__two.sql has no V002__two.down.sql beside it");
        assertThat(playground.states()).containsExactly(State.PENDING, State.PENDING);
    }

    @Test
    void brokenDownFileKeepsItsMigrationAppliedAndNamesTheStatement() throws Exception {
        playground.writeOne();
        playground.writeTwo();
        playground.migrator().up(applied -> {});
        playground.write("V002__two.down.sql", "SELECT 1;\nDROP TABLE nobody;");

        assertThatThrownBy(() -> playground.migrator().down())
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("V002__two.down.sql failed at line 2")
                .hasMessageContaining("statement: DROP TABLE nobody")
                .hasMessageContaining("run migrate down again");
        assertThat(playground.states()).containsExactly(State.APPLIED, State.APPLIED);
    }

    @Test
    void stepBackWithoutItsFileIsRefused() throws Exception {
        playground.writeOne();
        playground.migrator().up(applied -> {});
        playground.delete("V001__one.down.sql");

        assertThatThrownBy(() -> playground.migrator().down()).hasMessageContaining("V001 can't be taken back");
        assertThat(playground.states()).containsExactly(State.APPLIED);
    }

    @Test
    void migrationChangedAfterItWasAppliedIsRefused() throws Exception {
        playground.writeOne();
        playground.migrator().up(applied -> {});
        playground.write("V001__one.sql", playground.database().createTable("other"));

        assertThat(playground.states()).containsExactly(State.CHANGED);
        assertThat(playground.failureOfUp()).contains("V001 was changed after it was applied");
    }

    @Test
    void databaseNewerThanTheFilesIsRefused() throws Exception {
        playground.writeOne();
        playground.writeTwo();
        playground.migrator().up(applied -> {});
        playground.delete("V002__two.sql");
        playground.delete("V002__two.down.sql");

        assertThat(playground.states()).containsExactly(State.APPLIED, State.NO_FILE);
        assertThat(playground.failureOfUp()).contains("V002 is applied, but").contains("older than the database");
    }

    @Test
    void migrationBelowAnAppliedOneIsRefused() throws Exception {
        playground.writeTwo();
        playground.migrator().up(applied -> {});
        playground.writeOne();

        assertThat(playground.states()).containsExactly(State.SKIPPED, State.APPLIED);
        assertThat(playground.failureOfUp()).contains("V001 is not applied, but a later one is");
    }
}
