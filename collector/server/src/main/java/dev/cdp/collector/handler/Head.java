package dev.cdp.collector.handler;

import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;

/**
 * A request's line and headers, and whom it came from.
 *
 * @param uri as it came, with its query
 * @param peer address of the other end of the connection, or empty
 * @param eventLoop the connection's own thread
 */
record Head(String method, String uri, HttpHeaders headers, String peer, Executor eventLoop) {

    /** Of a request that Micronaut serves. */
    static Head of(io.micronaut.http.HttpRequest<?> request) {
        NettyHttpRequest<?> netty = (NettyHttpRequest<?>) request;
        ChannelHandlerContext ctx = netty.getChannelHandlerContext();
        return of(netty.getNativeRequest(), peer(ctx), ctx.executor());
    }

    static Head of(HttpRequest request, String peer, Executor eventLoop) {
        return new Head(request.method().name(), request.uri(), request.headers(), peer, eventLoop);
    }

    /** The address of a connection's other end; making its text costs, and it is always the same. */
    static String peer(ChannelHandlerContext ctx) {
        InetAddress address =
                ctx.channel().remoteAddress() instanceof InetSocketAddress socket ? socket.getAddress() : null;
        return address == null ? "" : address.getHostAddress();
    }

    /** The first of this name, or null. */
    String header(CharSequence name) {
        return headers.get(name);
    }
}
