package dev.cdp.testkit;

/** What {@link TestService} promises, for one way of running services. */
interface ServiceControl {
    void kill();

    void pause();

    void resume();

    void stop();

    void restart();
}
