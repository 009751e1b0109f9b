package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.flink.serialization.ValueTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Dead letters as a stream. */
public final class DeadLetters {
    public static final TypeInformation<DeadLetter> TYPE =
            new ValueTypeInfo<>(DeadLetter.class, new DeadLetterSerializer());

    /** The side output to which operators give what they reject. */
    public static final OutputTag<DeadLetter> OUTPUT = new OutputTag<>("dead-letters", TYPE);

    private DeadLetters() {}

    /** All that these operators reject, as one stream. */
    public static DataStream<DeadLetter> of(
            SingleOutputStreamOperator<?> operator, SingleOutputStreamOperator<?>... more) {
        DataStream<DeadLetter> letters = operator.getSideOutput(OUTPUT);
        for (SingleOutputStreamOperator<?> other : more) {
            letters = letters.union(other.getSideOutput(OUTPUT));
        }
        return letters;
    }
}
