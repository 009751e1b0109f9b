package dev.cdp.flink.job;

import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestService;
import dev.cdp.testkit.TestServices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** {@link SinkContract} of ClickHouse. */
class ClickHouseSinkContractIT extends SinkContract {
    private final ClickHouseService clickHouse = TestServices.clickHouse();

    @BeforeEach
    void migrate() {
        clickHouse.migrate();
    }

    @Override
    DestinationType type() {
        return new ClickHouseDestination(
                destination,
                new ClickHouseConnection(clickHouse.url(), "cdp", "default", ""),
                JobArguments.parse(new String[0], Map.of()));
    }

    @Override
    TestService server() {
        return clickHouse;
    }

    @Override
    List<String> rows(String... columns) {
        return clickHouse
                .query("SELECT " + String.join(", ", columns) + " FROM events FINAL WHERE workspace_id = '" + workspace
                        + "' ORDER BY ALL FORMAT TSVRaw")
                .lines()
                .toList();
    }

    @Override
    String properties(String messageId) {
        return of(messageId, "properties");
    }

    @Override
    Long millis(String messageId, String column) {
        String millis = of(messageId, "toUnixTimestamp64Milli(" + column + ")");
        return millis.equals("\\N") || millis.equals("ᴺᵁᴸᴸ") ? null : Long.valueOf(millis);
    }

    private String of(String messageId, String expression) {
        return clickHouse.query("SELECT " + expression + " FROM events FINAL WHERE workspace_id = '" + workspace
                + "' AND message_id = '" + messageId + "' FORMAT TSVRaw");
    }
}
