package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.AdminException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresHistoryIT {
    @Test
    void stepBackThatAnotherOperatorTookMeanwhileIsRefused(@TempDir Path root) throws Exception {
        try (Playground playground = new Playground(Database.POSTGRES, root)) {
            playground.product().up(applied -> {});
            SchemaHistory history = new PostgresHistory(playground.database().target());
            AppliedMigration newest = history.newest().orElseThrow();
            playground.product().down();

            assertThatThrownBy(() -> history.takeBack(newest, List.of()))
                    .isInstanceOf(AdminException.class)
                    .hasMessageContaining("taken back by someone else");
        }
    }
}
