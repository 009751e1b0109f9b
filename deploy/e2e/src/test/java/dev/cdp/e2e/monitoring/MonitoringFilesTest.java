package dev.cdp.e2e.monitoring;

import dev.cdp.e2e.stack.NodePackage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be told of rules, dashboards and runbooks without Prometheus: their own tests, in Node. */
class MonitoringFilesTest {
    @Test
    void rulesDashboardsAndRunbooksAgree() {
        new NodePackage(Monitoring.FOLDER).script("--test", Map.of()).succeed(Duration.ofMinutes(2));
    }
}
