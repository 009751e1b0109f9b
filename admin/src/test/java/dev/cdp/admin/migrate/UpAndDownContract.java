package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cdp.admin.migrate.MigrationStatus.State;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that work, in every database. */
abstract class UpAndDownContract {
    private final Database database;
    private Playground playground;

    UpAndDownContract(Database database) {
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
    void everyMigrationOfTheProductGoesUpDownAndUpAgain() throws Exception {
        Migrator product = playground.product();
        String nothing = playground.database().schema();
        product.up(applied -> {});
        String first = playground.database().schema();
        assertThat(first).isNotEqualTo(nothing);

        for (MigrationFile each : playground.productFiles()) {
            assertThat(product.down()).as(each.description()).isPresent();
        }
        assertThat(product.down()).isEmpty();
        assertThat(playground.database().schema())
                .as("only the history is left")
                .isEqualTo(nothing);

        product.up(applied -> {});
        assertThat(playground.database().schema()).isEqualTo(first);
    }

    @Test
    void everyStepBackOfTheProductRestoresTheSchemaBeforeIt() throws Exception {
        List<String> schemas = new ArrayList<>(List.of(playground.database().schema()));
        for (MigrationFile migration : playground.productFiles()) {
            playground.copy(migration.up());
            playground.copy(migration.down());
            playground.migrator().up(applied -> {});
            schemas.add(playground.database().schema());
        }

        for (int step = schemas.size() - 1; step > 0; step--) {
            assertThat(playground.database().schema()).isEqualTo(schemas.get(step));
            playground.migrator().down();
        }
        assertThat(playground.database().schema()).isEqualTo(schemas.get(0));
    }

    @Test
    void secondUpFindsNothingToDo() throws Exception {
        playground.writeOne();
        playground.migrator().up(applied -> {});
        List<String> applied = new ArrayList<>();

        assertThat(playground.migrator().up(applied::add)).contains("001");
        assertThat(applied).isEmpty();
    }

    @Test
    void downTwiceInARowTakesTwoStepsBackAndAThirdNone() throws Exception {
        playground.writeOne();
        playground.writeTwo();
        playground.migrator().up(applied -> {});

        assertThat(playground.migrator().down()).contains("V002 two");
        assertThat(playground.database().schema()).contains("one").doesNotContain("two");
        assertThat(playground.migrator().down()).contains("V001 one");
        assertThat(playground.migrator().down()).isEmpty();
        assertThat(playground.states()).containsExactly(State.PENDING, State.PENDING);
    }

    @Test
    void statusTellsWhenAMigrationWasApplied() throws Exception {
        playground.writeOne();
        playground.migrator().up(applied -> {});

        // The zone of the tests is not UTC: a mistake there would be hours.
        assertThat(playground.migrator().status().get(0).appliedAt().orElseThrow())
                .isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
    }

    @Test
    void servicesReadTheVersionFromTheHistory() throws Exception {
        String version = "SELECT max(version) FROM schema_history WHERE success AND type = 'SQL'";
        playground.writeOne();
        playground.writeTwo();
        playground.migrator().up(applied -> {});
        assertThat(playground.database().query(version)).isEqualTo("002");

        playground.migrator().down();
        assertThat(playground.database().query(version)).isEqualTo("001");
    }
}
