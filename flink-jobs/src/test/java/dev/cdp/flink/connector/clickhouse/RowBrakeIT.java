package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/** What is under way stays bounded while no checkpoint completes, and no barrier is held up for it. */
class RowBrakeIT {
    private static final int MOST_BYTES = 1_000;

    private final ClickHouseService server = TestServices.clickHouse();
    private final RecordedMetrics metrics = new RecordedMetrics();

    @Test
    void rowsAreSlowedDownWhileNoCheckpointCompletesAndRunFreeAfterwards() throws Exception {
        TestTable table = new TestTable(server);
        try (OneInputStreamOperatorTestHarness<Long, EncodedRow> rows = harness(table.name())) {
            rows.open();
            long id = 0;
            while (held() <= MOST_BYTES) {
                rows.processElement(id++, 0);
            }
            assertThat(braked()).isZero();
            for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
                rows.processElement(id++, 0);
                rows.snapshot(checkpoint, 0);
            }
            assertThat(braked()).as("each row waits, each barrier passes").isEqualTo(3);

            rows.notifyOfCompletedCheckpoint(3);

            assertThat(held()).isZero();
            rows.processElement(id++, 0);
            assertThat(braked()).isEqualTo(3);
            assertThat(rows.extractOutputValues()).as("none is dropped").hasSize((int) id);
        }
    }

    private OneInputStreamOperatorTestHarness<Long, EncodedRow> harness(String table) throws Exception {
        EncodeRows<Long, String> encode = new EncodeRows<>(
                TestTable.connection(server.url()),
                Set.of(table),
                (id, out) -> out.accept(new ClickHouseRow(table, TestTable.values(id))),
                new OutputTag<>("rejected", Types.STRING),
                RejectedRow::reason,
                EncodeRows.DEFAULT_MAX_ROW_BYTES,
                MOST_BYTES);
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(encode),
                new MockEnvironmentBuilder()
                        .setMetricGroup(new InterceptingTaskMetricGroup() {
                            @Override
                            public InternalOperatorMetricGroup getOrAddOperator(
                                    OperatorID id, String name, Map<String, String> variables) {
                                return new InterceptingOperatorMetricGroup() {
                                    @Override
                                    public MetricGroup addGroup(String group) {
                                        return metrics;
                                    }
                                };
                            }
                        })
                        .build());
    }

    private int held() {
        return metrics.gauge("backlogBytes");
    }

    private long braked() {
        return metrics.count("rowsBraked");
    }
}
