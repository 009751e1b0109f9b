package dev.cdp.flink.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Ownership;
import dev.cdp.contract.Unlink;
import dev.cdp.flink.Events;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * Random histories of duplicates, reordered events, identifies, aliases, links taken back, replays, and restarts from
 * random checkpoints: the rows that a destination ends up with, once every backfill is done, are those of {@link
 * IdentityModel}. {@code -Dhistories=5000} for more of them, {@code -Dhistories.seed=…} to repeat some.
 */
class IdentityHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("histories", 50);

    /** @param next index of the first that it does not cover */
    private record Checkpoint(OperatorSubtaskState state, int next) {}

    @Test
    void rowsAreThoseOfTheModelWhateverHappens() throws Exception {
        long seed = Long.getLong("histories.seed", System.nanoTime());
        Random seeds = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            Random random = new Random(seeds.nextLong());
            List<Object> history = RandomHistory.of(random);
            assertThat(actual(history, random))
                    .as("history %d of seed %d: %s", i, seed, history)
                    .isEqualTo(expected(history));
        }
        System.out.printf("identity: %d histories as the model, seed %d%n", HISTORIES, seed);
    }

    private static Map<String, String> expected(List<Object> history) {
        IdentityModel model = new IdentityModel();
        for (Object next : history) {
            if (next instanceof Unlink unlink) {
                model.accept(unlink);
            } else {
                model.accept((Events) next);
            }
        }
        return model.users();
    }

    /**
     * What comes out after the last checkpoint is aborted with its transaction when that is gone back to. What came out
     * before stays, and comes once more, when an earlier one is chosen.
     */
    private static Map<String, String> actual(List<Object> history, Random random) throws Exception {
        KeyedOperator operator = KeyedOperator.inMemory();
        List<StitchedEvent> committed = new ArrayList<>();
        List<StitchedEvent> open = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        checkpoints.add(new Checkpoint(operator.snapshot(), 0));
        for (int next = 0; next < history.size(); next++) {
            open.addAll(process(operator, history.get(next)));
            int fate = random.nextInt(100);
            if (fate < 10) {
                checkpoints.add(new Checkpoint(operator.snapshot(), next + 1));
                committed.addAll(open);
                open.clear();
            } else if (fate < 14) {
                int chosen = fate < 13 ? checkpoints.size() - 1 : random.nextInt(checkpoints.size());
                Checkpoint checkpoint = checkpoints.get(chosen);
                checkpoints.subList(chosen + 1, checkpoints.size()).clear();
                operator = operator.restartedFrom(checkpoint.state());
                open.clear();
                next = checkpoint.next() - 1;
            }
        }
        operator.close();
        committed.addAll(open);
        return rows(committed);
    }

    private static List<StitchedEvent> process(KeyedOperator operator, Object next) throws Exception {
        return next instanceof Unlink unlink ? operator.process(unlink) : operator.process((Events) next);
    }

    /** By message: its own user, or that of the newest owners of its anonymous id. */
    private static Map<String, String> rows(List<StitchedEvent> events) {
        Map<String, Ownership> owners = new HashMap<>();
        Map<String, Envelope> rows = new HashMap<>();
        for (StitchedEvent event : events) {
            Envelope envelope = EnvelopeCodec.read(event.envelope());
            if (event.link() != null) {
                owners.put(event.link().anonymousId(), event.link().ownership());
            }
            if (!envelope.sourceId().equals(Unlink.CONTROL)) {
                rows.put(envelope.messageId(), envelope);
            }
        }
        Map<String, String> users = new TreeMap<>();
        rows.forEach((message, envelope) -> users.put(
                message,
                envelope.userId().isEmpty()
                        ? owners.getOrDefault(envelope.anonymousId(), new Ownership(0, List.of()))
                                .ownerAt(envelope.receivedAt())
                        : envelope.userId()));
        return users;
    }
}
