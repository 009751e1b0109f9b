package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {
    private final Backlog backlog = new Backlog(100);

    @Test
    void completedCheckpointFreesWhatCameBeforeItsBarrier() {
        backlog.add(60);
        backlog.barrier(1);
        backlog.add(50);
        assertThat(backlog.isFull()).isTrue();
        backlog.completed(1);
        assertThat(backlog.held()).isEqualTo(50);
        assertThat(backlog.isFull()).isFalse();
    }

    @Test
    void checkpointsThatAreGivenUpGoOnCounting() {
        for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
            backlog.add(40);
            backlog.barrier(checkpoint);
        }
        assertThat(backlog.held()).isEqualTo(120);
        assertThat(backlog.isFull()).isTrue();
        backlog.completed(3);
        assertThat(backlog.held()).isZero();
    }

    @Test
    void lateWordOfAnEarlierCheckpointChangesNothing() {
        backlog.add(10);
        backlog.barrier(1);
        backlog.add(10);
        backlog.barrier(2);
        backlog.completed(2);
        backlog.completed(1);
        assertThat(backlog.held()).isZero();
    }
}
