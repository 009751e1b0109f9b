package dev.cdp.flink.job;

import dev.cdp.flink.warehouse.Warehouse;
import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.TestService;
import dev.cdp.testkit.TestServices;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@link SinkContract} of a PostgreSQL warehouse. */
class WarehouseSinkContractIT extends SinkContract {
    private final PostgresService postgres = TestServices.postgres();
    private final WarehouseReader table = new WarehouseReader(
            postgres, "events_" + UUID.randomUUID().toString().substring(0, 8));

    @Override
    DestinationType type() {
        return new WarehouseDestination(
                destination,
                Warehouse.target(WarehouseReader.url(postgres), "cdp", "cdp", table.name()),
                JobArguments.parse(new String[0], Map.of()));
    }

    @Override
    TestService server() {
        return postgres;
    }

    @Override
    List<String> rows(String... columns) {
        return table.rows(String.join(", ", columns));
    }

    @Override
    String properties(String messageId) {
        return of(
                messageId,
                "(SELECT json_object_agg(substring(key FROM 12), value) FROM json_each(to_json(t))"
                        + " WHERE key LIKE 'properties\\_%')");
    }

    @Override
    Long millis(String messageId, String column) {
        String millis = of(messageId, "round(extract(epoch FROM \"" + column + "\") * 1000)::bigint");
        return millis.equals("null") ? null : Long.valueOf(millis);
    }

    private String of(String messageId, String expression) {
        return table.query(
                        "SELECT " + expression + " FROM " + table.name() + " t WHERE message_id = '" + messageId + "'")
                .get(0);
    }
}
