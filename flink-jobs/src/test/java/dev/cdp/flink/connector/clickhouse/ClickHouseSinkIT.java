package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole sink in a job that fails: every row once, from the source to the table. */
class ClickHouseSinkIT {
    private static final int PARALLELISM = 2;
    private static final int ROWS = 20_000;
    private static final int ROWS_PER_SECOND = 5_000;
    private static final int FAILURES = 4;

    @RegisterExtension
    private static final MiniClusterExtension FLINK =
            new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
                    .setNumberTaskManagers(1)
                    .setNumberSlotsPerTaskManager(PARALLELISM)
                    .build());

    private final ClickHouseService server = TestServices.clickHouse();
    private TestTable table;

    @BeforeEach
    void createTable() throws Exception {
        table = new TestTable(server);
        FailingMap.FAILURES_LEFT.set(FAILURES);
    }

    @ParameterizedTest
    @EnumSource(FailingMap.Moment.class)
    void everyRowIsThereOnceWhenTheJobFails(FailingMap.Moment moment) throws Exception {
        run(moment, server.url(), DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(FailingMap.FAILURES_LEFT).hasValue(0);
        assertThat(table.counts()).isEqualTo(TestTable.expected(ROWS));
    }

    @Test
    void everyRowIsThereOnceWhenAnswersAreLostAndTheJobFails() throws Exception {
        try (TcpProxy proxy = new TcpProxy(server.url())) {
            proxy.dropAnswersOfInserts(10);
            run(FailingMap.Moment.AFTER_COMMIT, proxy.url(), DeliveryGuarantee.EXACTLY_ONCE);
            assertThat(proxy.answersDropped()).isEqualTo(10);
        }
        assertThat(table.counts()).isEqualTo(TestTable.expected(ROWS));
    }

    @Test
    void noRowIsMissingWithAtLeastOnce() throws Exception {
        run(FailingMap.Moment.AFTER_COMMIT, server.url(), DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(table.query("SELECT uniqExact(id), count() >= " + ROWS + " FROM {table}"))
                .isEqualTo(ROWS + "\t1");
    }

    @Test
    void rowThatDoesNotFitGoesToTheSideOutputAlone() throws Exception {
        StreamExecutionEnvironment env = environment();
        OutputTag<String> rejectedTag = new OutputTag<>("rejected", Types.STRING);
        String name = table.name();
        SingleOutputStreamOperator<EncodedRow> rows = env.fromData(1L, 2L, 3L)
                .process(new EncodeRows<>(
                        TestTable.connection(server.url()),
                        Set.of(name),
                        (id, out) ->
                                out.accept(new ClickHouseRow(name, id == 2 ? Map.of("id", -2) : TestTable.values(id))),
                        rejectedTag,
                        rejected -> rejected.element() + " " + rejected.column() + ": " + rejected.reason()));
        rows.sinkTo(sink(server.url(), DeliveryGuarantee.EXACTLY_ONCE)).uid("sink");
        List<String> rejected = new ArrayList<>();
        rows.getSideOutput(rejectedTag).executeAndCollect().forEachRemaining(rejected::add);
        assertThat(rejected).containsExactly("2 id: integer out of range 0 to 18446744073709551615");
        assertThat(table.query("SELECT groupArray(id) FROM (SELECT id FROM {table} ORDER BY id)"))
                .isEqualTo("[1,3]");
    }

    private void run(FailingMap.Moment moment, String url, DeliveryGuarantee guarantee) throws Exception {
        StreamExecutionEnvironment env = environment();
        String name = table.name();
        DataGeneratorSource<Long> source = new DataGeneratorSource<>(
                index -> index, ROWS, RateLimiterStrategy.perSecond(ROWS_PER_SECOND), Types.LONG);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "ids")
                .uid("ids")
                .map(new FailingMap(moment))
                .uid("failing")
                .process(new EncodeRows<Long, String>(
                        TestTable.connection(server.url()),
                        Set.of(name),
                        (id, out) -> out.accept(new ClickHouseRow(name, TestTable.values(id))),
                        new OutputTag<>("rejected", Types.STRING),
                        rejected -> rejected.reason()))
                .uid("encode")
                .sinkTo(sink(url, guarantee))
                .uid("sink");
        env.execute();
    }

    private static ClickHouseSink sink(String url, DeliveryGuarantee guarantee) {
        return ClickHouseSink.builder()
                .connection(TestTable.connection(url))
                .guarantee(guarantee)
                .blockLimits(500, 1 << 20)
                .retryBackoff(Duration.ofMillis(20), Duration.ofSeconds(1))
                .build();
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(PARALLELISM);
        env.enableCheckpointing(300);
        return env;
    }

    /** Fails the job around the completion of a checkpoint. */
    private static final class FailingMap extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        /** Shared with the test through the JVM; which subtask fails is left to chance. */
        static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

        enum Moment {
            /** The checkpoint is complete; operators are told from the source on, so the committer is not yet. */
            BEFORE_COMMIT,
            /** At the next row: the committer of this subtask is through, that of the other one perhaps. */
            AFTER_COMMIT
        }

        private final Moment moment;
        private boolean failAtNextRow;

        FailingMap(Moment moment) {
            this.moment = moment;
        }

        @Override
        public Long map(Long id) {
            if (failAtNextRow && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("injected after commit");
            }
            return id;
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            if (moment == Moment.AFTER_COMMIT) {
                failAtNextRow = true;
            } else if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("injected before commit");
            }
        }
    }
}
