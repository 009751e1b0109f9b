package dev.cdp.e2e.demo;

import dev.cdp.e2e.stack.NodePackage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo's own unit tests, in Node: they need no services. */
class DemoModulesTest {
    @Test
    void theDemosOwnTestsPass() {
        new NodePackage(Path.of("..", "demo").toAbsolutePath().normalize())
                .script("--test", Map.of())
                .succeed(Duration.ofMinutes(2));
    }
}
