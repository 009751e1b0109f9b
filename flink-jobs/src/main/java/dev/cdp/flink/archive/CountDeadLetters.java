package dev.cdp.flink.archive;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.DeadLetter.Stage;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts dead letters by stage and reason, {@code stage.S.reason.R.deadLetters}; whoever made them, they all come by
 * here. Each pair is there from the start, as the first of a kind is seen only where there was a zero before it.
 */
final class CountDeadLetters extends RichMapFunction<DeadLetter, DeadLetter> {
    private static final long serialVersionUID = 1L;

    private transient Map<Stage, Map<Reason, Counter>> counters;

    @Override
    public void open(OpenContext context) {
        counters = counters(getRuntimeContext().getMetricGroup());
    }

    /** One for each pair. */
    static Map<Stage, Map<Reason, Counter>> counters(MetricGroup operator) {
        Map<Stage, Map<Reason, Counter>> counters = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            MetricGroup group = operator.addGroup("stage", stage.wireName());
            Map<Reason, Counter> ofStage = new EnumMap<>(Reason.class);
            for (Reason reason : Reason.values()) {
                ofStage.put(reason, group.addGroup("reason", reason.wireName()).counter("deadLetters"));
            }
            counters.put(stage, ofStage);
        }
        return counters;
    }

    @Override
    public DeadLetter map(DeadLetter letter) {
        counters.get(letter.stage()).get(letter.reason()).inc();
        return letter;
    }
}
