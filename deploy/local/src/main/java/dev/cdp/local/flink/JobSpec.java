package dev.cdp.local.flink;

import java.util.List;
import java.util.Optional;

/**
 * A job of the product.
 *
 * @param name as the job names itself and the web UI shows it
 * @param entryClass in the job jar
 * @param arguments of this job alone
 */
public record JobSpec(String name, String entryClass, List<String> arguments) {
    /** Those that every installation has; who reads what another writes stands before it. */
    public static final List<JobSpec> ALL = List.of(
            new JobSpec("cdp-archive", "dev.cdp.flink.job.ArchiveJob"),
            new JobSpec("cdp-delivery-clickhouse", "dev.cdp.flink.job.DeliveryJob"),
            new JobSpec("cdp-processing", "dev.cdp.flink.job.ProcessingJob"));

    private static final String DELIVERY = "cdp-delivery-";

    public JobSpec {
        arguments = List.copyOf(arguments);
    }

    public JobSpec(String name, String entryClass) {
        this(name, entryClass, List.of());
    }

    /** The job of this name; nothing for one that is none of the product's, or ends by itself. */
    public static Optional<JobSpec> named(String name) {
        Optional<JobSpec> known =
                ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
        if (known.isPresent() || !name.startsWith(DELIVERY) || !name.contains("/")) {
            return known;
        }
        return Optional.of(new JobSpec(
                name, "dev.cdp.flink.job.DeliveryJob", List.of("--destination", name.substring(DELIVERY.length()))));
    }
}
