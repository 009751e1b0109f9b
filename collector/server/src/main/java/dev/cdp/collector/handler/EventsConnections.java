package dev.cdp.collector.handler;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Puts an {@link EventsChannel} in front of Micronaut on each connection that the server accepts. */
@Singleton
final class EventsConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final BeanProvider<EventsEndpoint> endpoint;

    EventsConnections(BeanProvider<EventsEndpoint> endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(endpoint, null));
        return event.getBean();
    }

    private record Customizer(BeanProvider<EventsEndpoint> endpoint, Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
            return new Customizer(endpoint, opened);
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "events",
                            new EventsChannel(endpoint.get()));
        }
    }
}
