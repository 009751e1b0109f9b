package dev.cdp.collector.handler;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Takes surplus slashes out of the path before anyone routes by it: Segment's Java library posts to
 * {@code //v1/import/}.
 */
@Singleton
final class CanonicalUri implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    /** The URI with single slashes in its path, and none at the end of it. */
    static String of(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        if (!path.contains("//") && !(path.endsWith("/") && path.length() > 1)) {
            return uri;
        }
        String single = SLASHES.matcher(path).replaceAll("/");
        String canonical =
                single.endsWith("/") && single.length() > 1 ? single.substring(0, single.length() - 1) : single;
        return query < 0 ? canonical : canonical + uri.substring(query);
    }

    private record Customizer(Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
            return new Customizer(opened);
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "canonical-uri", new Rewrite());
        }
    }

    private static final class Rewrite extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpRequest request) {
                String canonical = of(request.uri());
                // The same object when there was nothing to do.
                if (!canonical.equals(request.uri())) {
                    request.setUri(canonical);
                }
            }
            ctx.fireChannelRead(message);
        }
    }
}
