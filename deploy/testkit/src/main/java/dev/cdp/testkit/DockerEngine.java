package dev.cdp.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be used. */
final class DockerEngine {
    private DockerEngine() {}

    /** CDP_TEST_SERVICES=embedded or =containers decides; without it, whether an engine answers. */
    static boolean answers() {
        String choice = System.getenv().getOrDefault("CDP_TEST_SERVICES", "auto");
        return switch (choice) {
            case "embedded" -> false;
            case "containers" -> true;
            case "auto" -> mayBeThere() && DockerClientFactory.instance().isDockerAvailable();
            default ->
                throw new TestServiceException(
                        "CDP_TEST_SERVICES is '" + choice + "'; it can be embedded, containers or auto");
        };
    }

    /** Testcontainers looks around for seconds and logs warnings where there is nothing to find. */
    private static boolean mayBeThere() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }
}
