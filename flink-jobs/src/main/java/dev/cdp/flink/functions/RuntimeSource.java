package dev.cdp.flink.functions;

import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.udf.FunctionRuntime;
import java.io.Serializable;
import org.apache.flink.metrics.MetricGroup;

/** Where a subtask has the runtime of its functions from. */
@FunctionalInterface
public interface RuntimeSource extends Serializable {

    /** A hold on a runtime, which others may hold too. */
    interface Handle extends AutoCloseable {
        FunctionRuntime runtime();
    }

    /** Loads the engine on first use. What authors measure may be shown in the group. */
    Handle open(MetricGroup group);

    /**
     * One runtime for all subtasks of a TaskManager, with the host services of the product.
     *
     * @param kafka where secrets are read from, and what functions log is written to
     */
    static RuntimeSource shared(FunctionSettings settings, KafkaCluster kafka) {
        return new SharedRuntime(settings, kafka);
    }
}
