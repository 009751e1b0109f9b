package dev.cdp.collector.handler;

import dev.cdp.collector.error.CollectorException;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Serves the requests that bring events on one connection, and leaves all others to Micronaut behind it,
 * whose routes, filters and bindings would cost as much as taking an event does.
 *
 * <p>One request at a time: those that a client sends ahead wait here, so that answers keep their order
 * whoever gives them. Of the connection's event loop but for the answer, which may come from anywhere.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What can't be written any more has no one to be told.
final class EventsChannel extends ChannelDuplexHandler {
    private final EventsEndpoint endpoint;
    /** What was sent ahead of the answer that is due. */
    private final Queue<Object> ahead = new ArrayDeque<>(0);

    private final BodyBuffer body = new BodyBuffer();
    private String peer = "";
    /** Ours, from its head to its answer; null while there is none. */
    private EventsRequest current;
    /** A request, ours or Micronaut's, has no answer yet. */
    private boolean unanswered;
    /** The connection closes behind the latest answer: no one reads what else was sent. */
    private boolean over;

    /** Micronaut was given something of what was sent ahead. */
    private boolean passedOn;
    /** Micronaut wants to read on, but has to wait. */
    private boolean readWanted;
    /** Who closes the connection once our answer is out. */
    private ChannelPromise closing;

    EventsChannel(EventsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        peer = Head.peer(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
        } else if (!ahead.isEmpty() || mustWait(message)) {
            ahead.add(message);
        } else {
            take(ctx, message);
        }
    }

    private boolean mustWait(Object message) {
        return unanswered && message instanceof HttpRequest;
    }

    private void take(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            begin(ctx, request);
        } else if (message instanceof HttpContent content) {
            content(ctx, content);
        } else if (message instanceof CollectorException failure) {
            fail(ctx, failure);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        request.setUri(CanonicalUri.of(request.uri()));
        unanswered = true;
        current = EventsRequest.of(request, peer, ctx.executor());
        if (current == null) {
            pass(ctx, request);
        } else if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
        }
    }

    private void content(ChannelHandlerContext ctx, HttpContent content) {
        if (current == null) {
            pass(ctx, content);
            return;
        }
        boolean last = content instanceof LastHttpContent;
        body.add(content);
        if (last) {
            EventsRequest request = current;
            endpoint.accept(request, body.take(), answer -> answer(ctx, request, answer));
        }
    }

    private void pass(ChannelHandlerContext ctx, Object message) {
        passedOn = true;
        ctx.fireChannelRead(message);
    }

    /** Nothing more is read while something waits here. */
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (ahead.isEmpty()) {
            ctx.read();
        } else {
            readWanted = true;
        }
    }

    /** The guard's word that the latest request's body will not come; or the connection broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof CollectorException failure)) {
            ctx.fireExceptionCaught(cause);
        } else if (ahead.isEmpty()) {
            fail(ctx, failure);
        } else {
            ahead.add(failure);
        }
    }

    private void fail(ChannelHandlerContext ctx, CollectorException failure) {
        if (current == null) {
            ctx.fireExceptionCaught(failure);
        } else {
            body.take();
            answer(ctx, current, endpoint.failed(current, failure));
        }
    }

    private void answer(ChannelHandlerContext ctx, EventsRequest request, Answer answer) {
        if (!ctx.executor().inEventLoop()) {
            ctx.executor().execute(() -> answer(ctx, request, answer));
            return;
        }
        current = null;
        boolean last = closing != null || !request.keepAlive();
        FullHttpResponse response = EventsResponse.of(request, answer);
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        write(ctx, response, last ? closing(ctx) : ctx.newPromise());
        ctx.flush();
    }

    private ChannelPromise closing(ChannelHandlerContext ctx) {
        ChannelPromise closed = closing == null ? ctx.newPromise() : closing;
        closing = null;
        return ctx.newPromise().addListener((ChannelFutureListener) written -> ctx.close(closed));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        // Asked before: who writes gives it away.
        boolean informational = false;
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            over |= response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        boolean answered = message instanceof LastHttpContent && !informational;
        ctx.write(message, promise);
        if (answered) {
            unanswered = false;
            if (!ahead.isEmpty()) {
                ctx.executor().execute(() -> goOn(ctx));
            }
        }
    }

    /** With what was sent ahead, up to the next request that has to wait. */
    private void goOn(ChannelHandlerContext ctx) {
        passedOn = false;
        while (!over && !ahead.isEmpty() && !mustWait(ahead.peek())) {
            take(ctx, ahead.poll());
        }
        if (passedOn) {
            // Micronaut flushes at the end of a reading.
            ctx.fireChannelReadComplete();
        }
        if (readWanted && ahead.isEmpty()) {
            readWanted = false;
            ctx.read();
        }
    }

    /** A server that stops closes what it believes to be idle: Micronaut knows nothing of our requests. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (current == null || !ctx.channel().isActive()) {
            ctx.close(promise);
        } else if (closing == null) {
            closing = promise;
        } else {
            closing.addListener(closed -> promise.trySuccess());
        }
    }
}
