package dev.cdp.e2e.chaos;

import dev.cdp.e2e.report.ResultFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run has come to. It is written when nothing was lost and nothing doubled: otherwise the test has failed before.
 *
 * @param seconds from the first event to the last check
 * @param accepted events that clients were told 200 for
 * @param warehouse rows of the warehouse; what else was accepted, its function has refused
 */
record ChaosReport(long seed, long seconds, List<Fault> faults, int accepted, int warehouse) {
    void write() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", seed);
        report.put("seconds", seconds);
        report.put("faults", faults.stream().map(Fault::toString).toList());
        report.put("accepted", accepted);
        report.put("events_raw", accepted);
        report.put("events", accepted);
        report.put("warehouse", warehouse);
        report.put("warehouse_dead_letters", accepted - warehouse);
        report.put("lost", 0);
        report.put("doubled", 0);
        ResultFile.write("chaos", report);
        System.out.printf(
                "chaos: %d faults in %d s, %d events accepted: each once in events_raw and events, %d in the warehouse and"
                        + " %d among its dead letters; the ledger balances; lost 0, doubled 0; seed %d%n",
                faults.size(), seconds, accepted, warehouse, accepted - warehouse, seed);
    }
}
