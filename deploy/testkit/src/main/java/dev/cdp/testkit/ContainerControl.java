package dev.cdp.testkit;

import com.github.dockerjava.api.DockerClient;
import dev.cdp.local.component.Component;
import java.time.Instant;
import org.testcontainers.containers.GenericContainer;

/** Signals and restarts one container by the engine's own commands. */
final class ContainerControl implements ServiceControl {
    private static final long POLL_MILLIS = 100;

    private final Component component;
    private final DockerClient engine;
    private final String id;

    ContainerControl(Component component, GenericContainer<?> container) {
        this.component = component;
        this.engine = container.getDockerClient();
        this.id = container.getContainerId();
    }

    @Override
    public void kill() {
        engine.killContainerCmd(id).exec();
    }

    @Override
    public void pause() {
        engine.pauseContainerCmd(id).exec();
    }

    @Override
    public void resume() {
        engine.unpauseContainerCmd(id).exec();
    }

    @Override
    public void stop() {
        engine.stopContainerCmd(id).exec();
    }

    @Override
    public void restart() {
        engine.restartContainerCmd(id).exec();
        awaitHealthy();
    }

    void awaitHealthy() {
        Instant deadline = Instant.now().plus(component.startTimeout());
        while (!isHealthy()) {
            if (Instant.now().isAfter(deadline)) {
                throw new TestServiceException(component.name() + " in container " + id + " is not healthy");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TestServiceException("interrupted while waiting for " + component.name(), e);
            }
        }
    }

    private boolean isHealthy() {
        if (!component.health().passes()) {
            return false;
        }
        try {
            component.onHealthy();
            return true;
        } catch (Exception e) {
            return false;
        }
    }
}
