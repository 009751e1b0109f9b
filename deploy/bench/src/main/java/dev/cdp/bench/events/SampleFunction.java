package dev.cdp.bench.events;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import java.util.List;

/** A function for {@link SampleEvents}. It renames, computes and removes: what functions are mostly written for. */
public final class SampleFunction {
    /** How many rows of ClickHouse's table events it has made, as an expression of SQL. */
    public static final String ITS_ROWS = "countIf(properties.sku.:String = 'sku-81277')";

    private static final String CODE = """
            export default function (event, ctx) {
              const { productId, ...rest } = event.properties
              event.properties = { ...rest, sku: productId, total: rest.price * rest.quantity }
              delete event.context.timezone
              return event
            }
            """;

    private SampleFunction() {}

    /** The configuration that puts it between a workspace's events and ClickHouse. */
    public static List<ConfigRecord> in(String workspace) {
        return List.of(
                new FunctionConfig(workspace, "f", 1, "f", CODE, "{}", 0),
                new ConnectionConfig(
                        workspace,
                        "c",
                        1,
                        SampleEvents.SOURCE,
                        "clickhouse",
                        List.of("f"),
                        List.of(),
                        List.of(),
                        1,
                        ConnectionConfig.BY_ANONYMOUS_ID,
                        List.of(),
                        true,
                        false));
    }
}
