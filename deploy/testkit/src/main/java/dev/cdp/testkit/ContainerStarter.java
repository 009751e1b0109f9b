package dev.cdp.testkit;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Places;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs services as containers, which Testcontainers removes when the JVM ends, however it ends. */
final class ContainerStarter implements ServiceStarter {
    @Override
    public Places places() {
        // Containers keep their files to themselves; only a component's ports and checks are used.
        Path unused = Path.of("target", "services");
        return new Places(new Distributions(Repository.find(), unused), unused, unused);
    }

    @Override
    public ServiceControl start(Component component, ContainerImage image) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image.name())).withEnv(image.environment());
        // A fixed port, as a random one would be another after each restart.
        container.setPortBindings(
                List.of("127.0.0.1:" + component.ports().get(0).number() + ":" + image.port()));
        container.start();
        ContainerControl control = new ContainerControl(component, container);
        control.awaitHealthy();
        return control;
    }
}
