package dev.cdp.flink.functions;

import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.shared.SharedInstances;
import dev.cdp.udf.FunctionRuntime;
import org.apache.flink.metrics.MetricGroup;

/** The runtime that subtasks of a TaskManager share, closed with the last of them. */
record SharedRuntime(FunctionSettings settings, KafkaCluster kafka) implements RuntimeSource {
    private static final SharedInstances<SharedRuntime, FunctionServices> RUNTIMES = new SharedInstances<>();

    @Override
    public Handle open(MetricGroup group) {
        SharedInstances<SharedRuntime, FunctionServices>.Hold hold =
                RUNTIMES.hold(this, key -> FunctionServices.open(key.settings(), key.kafka()));
        hold.get().attach(group);
        return new Handle() {
            @Override
            public FunctionRuntime runtime() {
                return hold.get().runtime();
            }

            @Override
            public void close() throws Exception {
                hold.get().detach(group);
                hold.close();
            }
        };
    }
}
