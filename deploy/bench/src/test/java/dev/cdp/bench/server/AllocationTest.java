package dev.cdp.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllocationTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void countsWhatWasAllocatedDuringTheRecordingOnly() throws IOException {
        List<byte[]> before = megabytes(64);
        Path file = directory.resolve("test.jfr");
        List<byte[]> during;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ThreadAllocationStatistics").with("period", "everyChunk");
            recording.start();
            during = megabytes(20);
            recording.stop();
            recording.dump(file);
        }

        assertThat(before).hasSize(64);
        assertThat(Allocation.bytes(file)).isBetween(during.size() * (long) MEGABYTE, 60L * MEGABYTE);
    }

    private static List<byte[]> megabytes(int count) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new byte[MEGABYTE]);
        }
        return all;
    }
}
