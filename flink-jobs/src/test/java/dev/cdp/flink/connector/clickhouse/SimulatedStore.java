package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A server as stack tests have shown it to behave: it writes its log of inserts before the part, so that it may
 * remember what it does not have. What goes wrong at each call is the script's to choose.
 */
final class SimulatedStore implements BlockStore {

    /** The committer is killed: nothing of it goes on. */
    static final class CommitterKilled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CommitterKilled() {
            super("killed", null, false, false);
        }
    }

    private record Insert(long blockId, String token) {}

    private final FaultScript script;
    private final Set<String> log = new HashSet<>();
    private final Map<Long, Integer> parts = new TreeMap<>();
    private Insert onItsWay;

    SimulatedStore(FaultScript script) {
        this.script = script;
    }

    @Override
    public void insert(ClickHouseCommittable block, String token) throws IOException {
        letArrive();
        Insert insert = new Insert(block.blockId(), token);
        boolean firstToken = token.equals(block.insertId());
        switch (script.choose(firstToken && onItsWay == null ? 7 : 6)) {
            case 0 -> write(insert);
            case 1 -> throw new IOException("lost on the way there");
            case 2 -> {
                log.add(token);
                throw new IOException("server killed between its log and the part");
            }
            case 3 -> {
                write(insert);
                throw new IOException("answer lost");
            }
            case 4 -> throw new CommitterKilled();
            case 5 -> {
                write(insert);
                throw new CommitterKilled();
            }
            default -> {
                onItsWay = insert;
                throw new IOException("held up on the way there");
            }
        }
    }

    @Override
    public void stop(ClickHouseCommittable block) throws IOException {
        letArrive();
        fail();
    }

    @Override
    public boolean contains(ClickHouseCommittable block) throws IOException {
        letArrive();
        fail();
        return parts.containsKey(block.blockId());
    }

    private void fail() throws IOException {
        switch (script.choose(3)) {
            case 1 -> throw new IOException("lost");
            case 2 -> throw new CommitterKilled();
            default -> {}
        }
    }

    /** What was held up may arrive before any later call, or after the last. */
    private void letArrive() {
        if (onItsWay != null && script.choose(2) == 1) {
            arrive();
        }
    }

    void arrive() {
        if (onItsWay != null) {
            write(onItsWay);
            onItsWay = null;
        }
    }

    private void write(Insert insert) {
        if (log.add(insert.token())) {
            parts.merge(insert.blockId(), 1, Integer::sum);
        }
    }

    /** By block, how often it was written. */
    Map<Long, Integer> parts() {
        return parts;
    }
}
