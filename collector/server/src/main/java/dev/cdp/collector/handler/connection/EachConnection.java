package dev.cdp.collector.handler.connection;

import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.function.Consumer;

/**
 * Has something done to the pipeline of each connection that a server accepts.
 *
 * @param channel null until there is a connection
 */
public record EachConnection(Consumer<ChannelPipeline> install, Channel channel) implements NettyServerCustomizer {

    /** To be registered. */
    public EachConnection(Consumer<ChannelPipeline> install) {
        this(install, null);
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
        return new EachConnection(install, opened);
    }

    @Override
    public void onStreamPipelineBuilt() {
        install.accept(channel.pipeline());
    }
}
