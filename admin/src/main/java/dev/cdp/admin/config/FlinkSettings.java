package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The way to Flink's REST interface.
 *
 * @param url http or https, host and port
 * @param timeout how long to wait for an answer
 * @param jobJar the jar that jobs are started from; empty: none can be
 * @param deliveryJobs auto: a new destination's job is started; manual: it is not
 */
@ConfigurationProperties("cdp.flink")
public record FlinkSettings(String url, Duration timeout, String jobJar, String deliveryJobs) {}
