package dev.cdp.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UsageTest {
    @Test
    void processorTimeIsThatOfTheProgramAndOfTheKernelForIt() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 9 0 0 0 250 50 7 7 20 0 9 0 100 1 1";

        assertThat(Usage.cpuMicros(stat)).isEqualTo(3_000_000);
    }

    @Test
    void theMachinesTimeIsThatInWhichItWasBusy() {
        String stat = "cpu  100 10 50 9000 70 2 3 500 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0";

        assertThat(Usage.machineCpuMicros(stat)).isEqualTo(1_650_000);
    }

    @Test
    void aRunningProcessHasBoth() throws IOException {
        long self = ProcessHandle.current().pid();

        assertThat(Usage.cpuMicros(self)).isPositive();
        assertThat(Usage.residentBytes(self)).isGreaterThan(10L << 20);
    }
}
