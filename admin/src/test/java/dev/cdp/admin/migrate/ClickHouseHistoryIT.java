package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseHistoryIT {
    @Test
    void databaseIsCreatedByUpAndOnlyThen(@TempDir Path root) throws Exception {
        try (Playground playground = new Playground(Database.CLICKHOUSE, root)) {
            ClickHouseTestDatabase database = (ClickHouseTestDatabase) playground.database();

            playground.product().status();
            assertThat(playground.product().down()).isEmpty();
            assertThat(database.exists()).isFalse();

            playground.product().up(applied -> {});
            assertThat(database.exists()).isTrue();
        }
    }
}
