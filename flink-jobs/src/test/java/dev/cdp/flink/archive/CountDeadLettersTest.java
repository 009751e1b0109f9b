package dev.cdp.flink.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import dev.cdp.contract.EventId;
import dev.cdp.flink.deadletter.DeadLetters;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CountDeadLettersTest {
    private final Map<String, Counter> counters = new TreeMap<>();

    @Test
    void eachStageAndReasonIsCountedFromZero() throws Exception {
        try (var operator = operator()) {
            operator.open();
            assertThat(counters).hasSize(Stage.values().length * Reason.values().length);
            assertThat(counters.values()).allMatch(counter -> counter.getCount() == 0);

            operator.processElement(letter(Stage.FUNCTION, Reason.FUNCTION_FAILED), 1);
            operator.processElement(letter(Stage.FUNCTION, Reason.FUNCTION_FAILED), 2);
            operator.processElement(letter(Stage.SCHEMA, Reason.TYPE_CONFLICT), 3);

            assertThat(operator.extractOutputValues()).hasSize(3);
            assertThat(counted("stage.function.reason.function_failed.deadLetters"))
                    .isEqualTo(2);
            assertThat(counted("stage.schema.reason.type_conflict.deadLetters")).isEqualTo(1);
            assertThat(counters.values().stream().mapToLong(Counter::getCount).sum())
                    .isEqualTo(3);
        }
    }

    private long counted(String name) {
        return counters.get(name).getCount();
    }

    private OneInputStreamOperatorTestHarness<DeadLetter, DeadLetter> operator() throws Exception {
        var environment = new MockEnvironmentBuilder()
                .setMetricGroup(new InterceptingTaskMetricGroup() {
                    @Override
                    public InternalOperatorMetricGroup getOrAddOperator(
                            OperatorID id, String name, Map<String, String> variables) {
                        return new InterceptingOperatorMetricGroup() {
                            @Override
                            public MetricGroup addGroup(String key, String value) {
                                return new Recorded(key + "." + value);
                            }
                        };
                    }
                })
                .build();
        TypeSerializer<DeadLetter> serializer = DeadLetters.TYPE.createSerializer(new SerializerConfigImpl());
        OneInputStreamOperatorTestHarness<DeadLetter, DeadLetter> operator = new OneInputStreamOperatorTestHarness<>(
                new StreamMap<>(new CountDeadLetters()), serializer, environment);
        operator.setup(serializer);
        return operator;
    }

    /** A group that keeps its counters by their whole name. */
    private final class Recorded extends UnregisteredMetricsGroup {
        private final String path;

        Recorded(String path) {
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Recorded(path + "." + key + "." + value);
        }

        @Override
        public Counter counter(String name) {
            Counter counter = new SimpleCounter();
            counters.put(path + "." + name, counter);
            return counter;
        }
    }

    private static DeadLetter letter(Stage stage, Reason reason) {
        return new DeadLetter(
                new EventId(1, 2), "w", "s", "m", "track", stage, reason, "", "error", "", "", 1, 2, "{}");
    }
}
