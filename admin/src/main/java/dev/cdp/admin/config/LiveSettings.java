package dev.cdp.admin.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How topics are followed.
 *
 * @param longest that one answer goes on: whoever comes again is asked for their right again
 * @param most that follow at the same time
 * @param mostOfWorkspace that follow of one workspace
 */
@ConfigurationProperties("cdp.live")
public record LiveSettings(Duration longest, int most, int mostOfWorkspace) {}
