package dev.cdp.collector.handler.connection;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
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
        event.getBean().register(new Customizer(guards, null));
        return event.getBean();
    }

    private record Customizer(BeanProvider<Guards> guards, Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
            return new Customizer(guards, opened);
        }

        @Override
        public void onStreamPipelineBuilt() {
            guards.get().install(channel.pipeline(), ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
        }
    }
}
