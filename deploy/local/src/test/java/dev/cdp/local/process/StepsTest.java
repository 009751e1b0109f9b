package dev.cdp.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class StepsTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void aStepComesAfterThoseItNeeds() throws StartFailedException {
        new Steps()
                .add("zookeeper", Set.of(), () -> done.add("zookeeper"))
                .add("jobmanager", Set.of("zookeeper"), () -> done.add("jobmanager"))
                .await();

        assertThat(done).containsExactly("zookeeper", "jobmanager");
    }

    @Test
    void stepsAfterAFailedOneAreNotBegunAndItsReasonIsGivenOnce() {
        Steps steps = new Steps()
                .add("kafka", Set.of(), () -> {
                    throw new StartFailedException("port taken");
                })
                .add("collector", Set.of("kafka"), () -> done.add("collector"))
                .add("redis", Set.of(), () -> done.add("redis"));

        assertThatThrownBy(steps::await)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("port taken");
        assertThat(done).containsExactly("redis");
    }

    @Test
    void aStepThatIsNotThereIsNotWaitedFor() throws StartFailedException {
        new Steps()
                .add("collector", Set.of("kafka"), () -> done.add("collector"))
                .await();

        assertThat(done).containsExactly("collector");
    }
}
