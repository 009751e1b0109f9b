package dev.cdp.admin.ledger;

import dev.cdp.admin.ledger.EventStory.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** How an event stands with each destination: the latest attempt's outcome, its rows, or still under way. */
final class Standings {
    private static final String CLICKHOUSE = "clickhouse";

    private Standings() {}

    static List<Standing> of(
            List<Map<String, String>> accepted,
            List<Map<String, String>> outcomes,
            Map<String, String> stored,
            LedgerRows rows) {
        if (accepted.isEmpty()) {
            return List.of(Standing.before("never_accepted", "never accepted, so that no destination waits for it"));
        }
        Optional<Map<String, String>> early = outcomes.stream()
                .filter(outcome -> outcome.get("destination_id").isEmpty())
                .filter(outcome -> outcome.get("duplicate").isEmpty())
                .findFirst();
        if (early.isPresent()) {
            return List.of(new Standing(
                    "",
                    early.get().get("state"),
                    early.get().get("reason"),
                    early.get().get("detail"),
                    0,
                    "ended before any destination: " + ended(early.get())));
        }
        Map<String, String> record = first(accepted, outcomes);
        List<Map<String, String>> progress =
                rows.progress(record.get("topic"), record.get("partition"), record.get("workspace_id"));
        List<Standing> standings = new ArrayList<>();
        for (String destination : destinations(outcomes, stored, progress)) {
            standings.add(standing(destination, record, outcomes, stored, progress));
        }
        return standings.isEmpty()
                ? List.of(Standing.before("in_flight", "no destination has reported yet"))
                : standings;
    }

    /** The record that went on; the others are duplicates. */
    private static Map<String, String> first(List<Map<String, String>> accepted, List<Map<String, String>> outcomes) {
        return accepted.stream()
                .filter(record -> outcomes.stream()
                        .noneMatch(outcome -> Objects.equals(outcome.get("duplicate"), record.get("origin"))))
                .findFirst()
                .orElse(accepted.get(0));
    }

    private static TreeSet<String> destinations(
            List<Map<String, String>> outcomes, Map<String, String> stored, List<Map<String, String>> progress) {
        TreeSet<String> destinations = new TreeSet<>();
        progress.forEach(report -> destinations.add(report.get("destination_id")));
        outcomes.forEach(outcome -> destinations.add(outcome.get("destination_id")));
        if (!stored.get("rows").equals("0")) {
            destinations.add(CLICKHOUSE);
        }
        destinations.remove("");
        return destinations;
    }

    private static Standing standing(
            String destination,
            Map<String, String> record,
            List<Map<String, String>> outcomes,
            Map<String, String> stored,
            List<Map<String, String>> progress) {
        Optional<Map<String, String>> outcome = outcomes.stream()
                .filter(one -> one.get("destination_id").equals(destination))
                .findFirst();
        boolean hasRows = destination.equals(CLICKHOUSE) && !stored.get("rows").equals("0");
        if (hasRows && (outcome.isEmpty() || version(outcome.get(), "version") <= version(stored, "last_version"))) {
            String again = EventStories.isTrue(stored.get("again")) ? ", written again " + stored.get("attempt") : "";
            return new Standing(
                    destination,
                    "delivered",
                    "",
                    "",
                    version(stored, "rows"),
                    "delivered, rows: " + stored.get("rows") + again);
        }
        return outcome.map(one -> new Standing(
                        destination,
                        one.get("state"),
                        one.get("reason"),
                        one.get("detail"),
                        version(one, "rows"),
                        ended(one)))
                .orElseGet(() ->
                        new Standing(destination, "in_flight", "", "", 0, underWay(destination, record, progress)));
    }

    private static String ended(Map<String, String> outcome) {
        String by = outcome.get("detail").isEmpty() ? "" : " by " + outcome.get("detail");
        return switch (outcome.get("state")) {
            case "delivered" -> "delivered, rows: " + outcome.get("rows") + ", " + outcome.get("attempt");
            case "held" ->
                outcome.get("reason").equals("retry")
                        ? "in flight: it waits for another try of a function" + by.replace(" by ", ": ")
                        : "in flight: it waits for its connection, which is paused";
            case "dropped" -> "dropped" + by + ": " + outcome.get("reason");
            default -> "a dead letter" + by + ": " + outcome.get("reason");
        };
    }

    private static String underWay(String destination, Map<String, String> record, List<Map<String, String>> progress) {
        for (Map<String, String> report : progress) {
            if (report.get("destination_id").equals(destination)) {
                boolean passed = version(report, "reached") >= version(record, "offset");
                return "%s; it had reached offset %s of %s/%s at %s, and the event stands at %s"
                        .formatted(
                                passed
                                        ? "passed without a row or an outcome, so just now under way, or lost:"
                                                + " ledger_imbalance lists what is lost"
                                        : "in flight, not reached yet",
                                report.get("reached"),
                                record.get("topic"),
                                record.get("partition"),
                                report.get("at"),
                                record.get("offset"));
            }
        }
        return "in flight";
    }

    private static long version(Map<String, String> row, String column) {
        return Long.parseLong(row.get(column));
    }
}
