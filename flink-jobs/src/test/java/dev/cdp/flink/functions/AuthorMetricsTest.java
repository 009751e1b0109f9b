package dev.cdp.flink.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.FunctionMetrics.Kind;
import org.apache.flink.metrics.testutils.MetricListener;
import org.junit.jupiter.api.Test;

class AuthorMetricsTest {
    private static final FunctionRef CALLER = new FunctionRef("ws", "f", "f", 1);

    private final AuthorMetrics metrics = new AuthorMetrics();
    private final MetricListener first = new MetricListener();
    private final MetricListener second = new MetricListener();

    @Test
    void valuesBecomeOneByTheirKindAndMoveToAnotherSubtaskWhenTheirsGoes() {
        metrics.attach(first.getMetricGroup());
        metrics.attach(second.getMetricGroup());
        metrics.record(CALLER, Kind.COUNTER, "orders", 2);
        metrics.record(CALLER, Kind.COUNTER, "orders", 3);
        metrics.record(CALLER, Kind.GAUGE, "queue length", 7);
        metrics.record(CALLER, Kind.TIMING, "call", 12);
        assertThat(value(first, "orders")).isEqualTo(5.0);
        assertThat(value(first, "queue_length")).isEqualTo(7.0);
        assertThat(value(first, "call_count")).isEqualTo(1L);

        metrics.detach(first.getMetricGroup());
        metrics.record(CALLER, Kind.COUNTER, "orders", 1);

        assertThat(value(second, "orders")).isEqualTo(6.0);
    }

    @Test
    void namesOfAFunctionAreBoundedAndThoseOfOthersUnaffected() {
        for (int i = 0; i < 60; i++) {
            metrics.record(CALLER, Kind.COUNTER, "name" + i, 1);
        }
        metrics.record(new FunctionRef("ws", "other", "other", 1), Kind.COUNTER, "orders", 1);
        assertThat(metrics.refused()).isEqualTo(10);
    }

    private static Object value(MetricListener group, String name) {
        return group.getGauge("functions", "workspace", "ws", "function", "f", name)
                .orElseThrow()
                .getValue();
    }
}
