package dev.cdp.testkit;

/** A running service and the faults that a test can put it through. Each call returns when its effect is there. */
public sealed interface TestService permits KafkaService, PostgresService, RedisService, ClickHouseService {
    ServiceControl control();

    /** SIGKILL: the process is gone, what it had not written is lost. */
    default void kill() {
        control().kill();
    }

    /** SIGSTOP: connections stay open and nothing answers, as in a long pause of the machine. */
    default void pause() {
        control().pause();
    }

    /** SIGCONT, after {@link #pause()}. */
    default void resume() {
        control().resume();
    }

    /** Stops it, if it runs, in good order and starts it on the same port and data; returns when it is healthy. */
    default void restart() {
        control().restart();
    }

    /** Stops it in good order. */
    default void stop() {
        control().stop();
    }
}
