package dev.cdp.admin.service.job;

import dev.cdp.admin.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job that is to run.
 *
 * @param name as the job names itself
 * @param destination of a delivery job, else empty
 * @param parallelism 0: the default
 * @param savepointPath where it goes on; empty: with no state
 */
public record JobPlan(String name, String kind, String destination, int parallelism, String savepointPath) {
    private static final Map<String, String> CLASSES = Map.of(
            "archive", "dev.cdp.flink.job.ArchiveJob",
            "processing", "dev.cdp.flink.job.ProcessingJob",
            "delivery", "dev.cdp.flink.job.DeliveryJob");
    private static final String DELIVERY = "cdp-delivery-";
    private static final String DESTINATION = "clickhouse|[^/\\s]{1,63}/[^/\\s]{1,100}";

    /** @throws Problem naming what is wrong */
    public static JobPlan of(String kind, String destination, int parallelism, String savepointPath) {
        if (!CLASSES.containsKey(kind)) {
            throw Problem.invalid("kind", "kind is archive, processing or delivery");
        }
        return kind.equals("delivery")
                ? delivery(destination, parallelism, savepointPath)
                : new JobPlan("cdp-" + kind, kind, "", parallelism, savepointPath);
    }

    static JobPlan delivery(String destination, int parallelism, String savepointPath) {
        if (!destination.matches(DESTINATION)) {
            throw Problem.invalid("destination", "destination is clickhouse, or WORKSPACE/DESTINATION");
        }
        return new JobPlan(DELIVERY + destination, "delivery", destination, parallelism, savepointPath);
    }

    /** The plan of a job by its name; nothing for one that is none of ours. */
    static Optional<JobPlan> ofName(String name, int parallelism) {
        if (name.equals("cdp-archive") || name.equals("cdp-processing")) {
            return Optional.of(of(name.substring("cdp-".length()), "", parallelism, ""));
        }
        if (name.startsWith(DELIVERY) && name.substring(DELIVERY.length()).matches(DESTINATION)) {
            return Optional.of(delivery(name.substring(DELIVERY.length()), parallelism, ""));
        }
        return Optional.empty();
    }

    JobPlan from(String path) {
        return new JobPlan(name, kind, destination, parallelism, path);
    }

    String entryClass() {
        return CLASSES.get(kind);
    }

    List<String> arguments(String kafka, String clickHouse) {
        List<String> arguments = new ArrayList<>(List.of("--kafka", kafka, "--clickhouse", clickHouse));
        if (!destination.isEmpty()) {
            arguments.addAll(List.of("--destination", destination));
        }
        if (parallelism > 0) {
            arguments.addAll(List.of("--parallelism", Integer.toString(parallelism)));
        }
        return arguments;
    }
}
