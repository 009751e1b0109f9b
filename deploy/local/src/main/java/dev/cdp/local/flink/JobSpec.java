package dev.cdp.local.flink;

import java.util.List;

/**
 * A job of the product.
 *
 * @param name as the job names itself and the web UI shows it
 * @param entryClass in the job jar
 */
public record JobSpec(String name, String entryClass) {
    public static final List<JobSpec> ALL = List.of(
            new JobSpec("cdp-archive", "dev.cdp.flink.job.ArchiveJob"),
            new JobSpec("cdp-processing", "dev.cdp.flink.job.ProcessingJob"),
            new JobSpec("cdp-delivery-clickhouse", "dev.cdp.flink.job.DeliveryJob"));
}
