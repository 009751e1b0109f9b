package dev.cdp.flink.processing.seen;

import java.util.ArrayList;
import java.util.List;

/** One key group's ids: the young ones, those of them that no checkpoint has yet, and the runs of all others. */
final class SeenGroup {
    /** So many runs of one level become one of the next. */
    static final int MERGED = 8;

    private static final int MOST_LEVELS = 3;

    final IdTable young = new IdTable();
    final IdBlock unsaved = new IdBlock(0);
    /** Numbers of what checkpoints have of the young. */
    final List<Integer> saved = new ArrayList<>();

    final List<Run> runs = new ArrayList<>();
    int nextNumber;

    /** Those that are to be one; none when there are few of each level. */
    List<Run> toBeMerged() {
        for (int level = 0; level < MOST_LEVELS - 1; level++) {
            int wanted = level;
            List<Run> same = runs.stream().filter(run -> run.level() == wanted).toList();
            if (same.size() >= MERGED) {
                return same;
            }
        }
        return List.of();
    }

    long size() {
        return young.size() + runs.stream().mapToLong(Run::ids).sum();
    }

    int takeNumber() {
        return nextNumber++;
    }

    /** A number is in use. */
    void taken(int number) {
        nextNumber = Math.max(nextNumber, number + 1);
    }
}
