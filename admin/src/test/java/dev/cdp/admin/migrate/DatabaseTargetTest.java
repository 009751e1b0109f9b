package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.AdminException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTargetTest {
    @Test
    void localStackNeedsNoSettings() {
        assertThat(DatabaseTarget.fromEnvironment(Database.POSTGRES, Map.of()).address())
                .isEqualTo("127.0.0.1:5432/cdp");
        assertThat(DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, Map.of()).jdbcUrl())
                .isEqualTo("jdbc:clickhouse:http://127.0.0.1:8123/cdp");
    }

    @Test
    void addressHoldsNoPassword() {
        Map<String, String> environment = Map.of(
                "CDP_POSTGRES_JDBC_URL", "jdbc:postgresql://pg:1/x?user=u&password=secret",
                "CDP_CLICKHOUSE_PASSWORD", "secret");

        assertThat(DatabaseTarget.fromEnvironment(Database.POSTGRES, environment)
                        .address())
                .isEqualTo("pg:1/x");
        assertThat(DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, environment)
                        .address())
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ch:8123",
                "http://ch",
                "http://ch:8123/cdp",
                "http://u:secret@ch:8123",
                "tcp://ch:9000",
                "http:// "
            })
    void clickHouseUrlOfAnotherFormIsRefusedWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> DatabaseTarget.fromEnvironment(Database.CLICKHOUSE, Map.of("CDP_CLICKHOUSE_URL", url)))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("CDP_CLICKHOUSE_URL must look like http://HOST:PORT")
                .hasMessageNotContaining("secret");
    }

    @Test
    void postgresUrlOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> DatabaseTarget.fromEnvironment(
                        Database.POSTGRES, Map.of("CDP_POSTGRES_JDBC_URL", "postgresql://u:secret@pg/cdp")))
                .hasMessageContaining("CDP_POSTGRES_JDBC_URL must look like")
                .hasMessageNotContaining("secret");
    }
}
