package dev.cdp.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LiveHeapTest {
    private static final int MIB = 1 << 20;

    @Test
    void whatIsHeldCountsAndGarbageDoesNot() throws Exception {
        long own = ProcessHandle.current().pid();
        long before = LiveHeap.of(own);
        ByteBuffer held = ByteBuffer.allocate(16 * MIB);
        ByteBuffer dropped = ByteBuffer.allocate(16 * MIB);
        assertThat(dropped.hasArray()).isTrue();
        dropped = null;
        assertThat(LiveHeap.of(own) - before).isBetween(12L * MIB, 20L * MIB);
        Reference.reachabilityFence(held);
    }
}
