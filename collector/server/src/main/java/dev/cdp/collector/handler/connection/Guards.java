package dev.cdp.collector.handler.connection;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.config.ServerSettings;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/** Puts the guard and the strict codec into a connection's pipeline. */
@Singleton
final class Guards {
    private static final String NAME = "connection-guard";

    private final ConnectionGuard.Settings settings;
    private final int maxHeadBytes;
    private final OpenConnections connections;
    private final MemoryBudget budget;
    private final RefusalLog log;

    Guards(
            ServerSettings server,
            LimitSettings limits,
            OpenConnections connections,
            MemoryBudget budget,
            RefusalLog log) {
        this.settings = ConnectionGuard.Settings.of(server, limits.batchBytes());
        this.maxHeadBytes = server.headKb() * 1024;
        this.connections = connections;
        this.budget = budget;
        this.log = log;
    }

    void install(ChannelPipeline pipeline, String codec) {
        pipeline.replace(codec, codec, new StrictHttpCodec(maxHeadBytes));
        pipeline.addAfter(codec, NAME, new ConnectionGuard(settings, connections, budget, log));
    }
}
