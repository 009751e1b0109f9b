package dev.cdp.flink.connector.clickhouse;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks through every history with at most so many faults. A history is the list of what was chosen at each step;
 * 0 is always "nothing goes wrong", and so is whatever lies behind the list.
 */
final class FaultScript {
    private final int mostFaults;
    private List<Integer> planned = List.of();
    private final List<Integer> chosen = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int faults;

    FaultScript(int mostFaults) {
        this.mostFaults = mostFaults;
    }

    /** @param count how many things can happen here */
    int choose(int count) {
        int step = chosen.size();
        int choice = step < planned.size() ? planned.get(step) : 0;
        chosen.add(choice);
        options.add(faults < mostFaults ? count : 1);
        faults += choice == 0 ? 0 : 1;
        return choice;
    }

    /** Goes to the next history: false after the last. */
    boolean next() {
        int step = chosen.size() - 1;
        while (step >= 0 && chosen.get(step) + 1 >= options.get(step)) {
            step--;
        }
        if (step < 0) {
            return false;
        }
        List<Integer> plan = new ArrayList<>(chosen.subList(0, step));
        plan.add(chosen.get(step) + 1);
        planned = plan;
        chosen.clear();
        options.clear();
        faults = 0;
        return true;
    }

    @Override
    public String toString() {
        return chosen.toString();
    }
}
