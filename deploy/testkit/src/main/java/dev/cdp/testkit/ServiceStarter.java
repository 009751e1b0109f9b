package dev.cdp.testkit;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Places;

/** One way of running services. */
interface ServiceStarter {
    Places places();

    /** Starts the service, as a process by the component or from the image, and returns when it is healthy. */
    ServiceControl start(Component component, ContainerImage image);
}
