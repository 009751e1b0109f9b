package dev.cdp.collector.handler.connection;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;

/** Guards each connection that the server accepts. */
@Singleton
final class GuardedConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final BeanProvider<Guards> guards;

    GuardedConnections(BeanProvider<Guards> guards) {
        this.guards = guards;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new EachConnection(this::install));
        return event.getBean();
    }

    private void install(ChannelPipeline pipeline) {
        guards.get().install(pipeline, ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
    }
}
