package dev.cdp.collector.handler;

import dev.cdp.collector.handler.connection.EachConnection;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.ChannelPipeline;
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
        event.getBean().register(new EachConnection(this::install));
        return event.getBean();
    }

    private void install(ChannelPipeline pipeline) {
        pipeline.addBefore(
                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "events", new EventsChannel(endpoint.get()));
    }
}
