package dev.cdp.flink.processing;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Channel;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.FixedConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of events, many of them sent again at any time, live and imported, over weeks, with checkpoints, restarts
 * from the last one, and other parallelisms: what passes is what passes by a map that forgets nothing.
 */
class SeenHistoriesTest {
    private static final int MAX_PARALLELISM = 2;
    private static final int EVENTS = Integer.getInteger("seen.events", 12_000);

    /** Of the model: when an id passed last on this channel. */
    private record Passed(Map<String, Long> live, Map<String, Long> imported) {
        Passed copy() {
            return new Passed(new HashMap<>(live), new HashMap<>(imported));
        }

        boolean passes(Events event, String id) {
            if (within(live.get(id), event, Channel.LIVE) || within(imported.get(id), event, Channel.IMPORT)) {
                return false;
            }
            (event.channel() == Channel.LIVE ? live : imported).merge(id, event.receivedAt(), Math::max);
            return true;
        }

        private static boolean within(Long passed, Events event, Channel channel) {
            return passed != null
                    && Math.abs(event.receivedAt() - passed)
                            <= channel.deduplicationWindow().toMillis();
        }
    }

    /** Many within the lifetime, so that runs are merged twice; and weeks of them, so that runs are forgotten. */
    @ParameterizedTest
    @ValueSource(ints = {20, 180})
    void whatPassesIsWhatPassesByAMapThatForgetsNothing(int secondsBetween) throws Exception {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Subtask> subtasks = open(null, 1, 1);
        Passed model = new Passed(new HashMap<>(), new HashMap<>());
        OperatorSubtaskState saved = snapshot(subtasks, 1);
        Passed savedModel = model.copy();
        int savedParallelism = 1;
        int restarts = 0;
        for (int i = 0; i < EVENTS; i++) {
            // Each is out of order by hours.
            long now = NOON + i * Duration.ofSeconds(secondsBetween).toMillis();
            int age = (int) Math.min(i, Math.pow(random.nextDouble(), 4) * EVENTS);
            Events event = event(i - age, now - random.nextInt(7_200_000) + 1, random.nextInt(5) == 0);
            boolean passed = of(subtasks, event).passes(event, now);
            assertThat(passed)
                    .as("event %d, %s, of seed %d", i, event, seed)
                    .isEqualTo(model.passes(event, event.messageId()));
            if (random.nextInt(60) == 0) {
                saved = snapshot(subtasks, i + 2L);
                savedModel = model.copy();
                savedParallelism = subtasks.size();
            }
            if (random.nextInt(400) == 0) {
                close(subtasks);
                int parallelism = 1 + random.nextInt(MAX_PARALLELISM);
                subtasks = open(saved, savedParallelism, parallelism);
                model = savedModel.copy();
                restarts++;
            }
        }
        close(subtasks);
        System.out.printf("deduplication: %d events, %d restarts, seed %d%n", EVENTS, restarts, seed);
    }

    private static Events event(int number, long receivedAt, boolean imported) {
        Events event = track("m" + number).anonymous("visitor-" + number % 97).at(receivedAt);
        return imported ? event.imported() : event;
    }

    private static Subtask of(List<Subtask> subtasks, Events event) {
        String key =
                AcceptedEvent.read(event.kafkaValue(), event.kafkaHeaders()).partitionKey();
        return subtasks.get(KeyGroupRangeAssignment.assignKeyToParallelOperator(key, MAX_PARALLELISM, subtasks.size()));
    }

    private static List<Subtask> open(OperatorSubtaskState saved, int before, int parallelism) throws Exception {
        List<Subtask> subtasks = new ArrayList<>();
        for (int index = 0; index < parallelism; index++) {
            subtasks.add(new Subtask(saved, before, parallelism, index));
        }
        return subtasks;
    }

    private static OperatorSubtaskState snapshot(List<Subtask> subtasks, long id) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).harness.snapshot(id, id);
        }
        return AbstractStreamOperatorTestHarness.repackageState(states);
    }

    private static void close(List<Subtask> subtasks) throws Exception {
        for (Subtask subtask : subtasks) {
            subtask.harness.close();
        }
    }

    /** One of several that share the key groups. */
    private static final class Subtask {
        private final KeyedOneInputStreamOperatorTestHarness<String, AcceptedEvent, StitchedEvent> harness;

        Subtask(OperatorSubtaskState saved, int before, int parallelism, int index) throws Exception {
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new DeduplicateAndStitchOperator(new DeduplicateAndStitch(FixedConfig.NONE, KeyedOperator.YOUNG)),
                    AcceptedEvent::partitionKey,
                    Types.STRING,
                    MAX_PARALLELISM,
                    parallelism,
                    index);
            harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
            harness.setup(new StitchedEventSerializer());
            if (saved != null) {
                harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        saved, MAX_PARALLELISM, before, parallelism, index));
            }
            harness.open();
        }

        boolean passes(Events event, long now) throws Exception {
            harness.setProcessingTime(now);
            int before = harness.getOutput().size();
            harness.processElement(AcceptedEvent.read(event.kafkaValue(), event.kafkaHeaders()), 0);
            return harness.getOutput().size() > before;
        }
    }
}
