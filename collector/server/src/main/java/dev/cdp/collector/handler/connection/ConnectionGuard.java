package dev.cdp.collector.handler.connection;

import dev.cdp.collector.config.ServerSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what one connection can hold: the size of each body, the memory that it takes, and the time
 * of each phase. It stands between the codec and Micronaut.
 *
 * <p>A request that is refused by its head never reaches Micronaut. One that is refused while its
 * body comes in is failed there with a {@link CollectorException}, so that it is answered, logged and
 * counted as every other. Either way nothing that follows on the connection is read, and the
 * connection is closed once the answer is out.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What can't be written any more has no one to be told.
final class ConnectionGuard extends ChannelDuplexHandler {
    /** An object of Netty's for each chunk, however small. */
    private static final int CHUNK_BYTES = 256;

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final OpenConnections connections;
    private final MemoryBudget budget;
    private final RefusalLog log;
    /** Requests that are not answered yet, in their order. */
    private final Deque<Exchange> unanswered = new ArrayDeque<>(2);
    /** The last request, while its body comes in. */
    private Exchange incoming;
    /** Waits for the answers to the requests before it. */
    private Refusal pendingRefusal;

    private boolean deaf;
    private boolean closing;
    /** Bytes of a head have come, but not all of it. */
    private boolean headBegun;

    /** This reading brought a head or a part of a body: what it brought is no beginning of a head. */
    private boolean messageRead;

    private long since = System.nanoTime();
    private Future<?> watch;

    /** The settings of all connections, in the units that are compared. */
    record Settings(
            HeadCheck head, long maxBodyBytes, long headNanos, long bodyNanos, long answerNanos, long idleNanos) {
        static Settings of(ServerSettings server, long maxBodyBytes) {
            return new Settings(
                    new HeadCheck(server.headers(), maxBodyBytes),
                    maxBodyBytes,
                    server.headTimeout().toNanos(),
                    server.bodyTimeout().toNanos(),
                    server.answerTimeout().toNanos(),
                    server.idleTimeout().toNanos());
        }

        /** Often enough that no phase lasts much longer than it may. */
        long watchNanos() {
            long shortest = Math.min(Math.min(headNanos, bodyNanos), Math.min(answerNanos, idleNanos));
            return Math.min(Math.max(shortest / 4, TimeUnit.MILLISECONDS.toNanos(50)), LINGER_NANOS);
        }
    }

    private static final class Exchange {
        private long bodyBytes;
        private long taken;
        private boolean answered;
    }

    ConnectionGuard(Settings settings, OpenConnections connections, MemoryBudget budget, RefusalLog log) {
        this.settings = settings;
        this.connections = connections;
        this.budget = budget;
        this.log = log;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!connections.opened()) {
            ctx.close();
            return;
        }
        long period = settings.watchNanos();
        watch = ctx.executor().scheduleWithFixedDelay(() -> watch(ctx), period, period, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        connections.closed();
        if (watch != null) {
            watch.cancel(false);
        }
        connections.answered(unanswered.size());
        unanswered.forEach(this::giveBack);
        if (incoming != null) {
            giveBack(incoming);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        messageRead = true;
        if (deaf) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            head(ctx, request);
        } else if (message instanceof HttpContent content) {
            body(ctx, content);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (deaf) {
            // So that a client that is still sending sees the answer rather than a reset.
            ctx.read();
        } else if (unanswered.isEmpty() && !messageRead && !headBegun) {
            headBegun = true;
            since = System.nanoTime();
        }
        messageRead = false;
        ctx.fireChannelReadComplete();
    }

    private void head(ChannelHandlerContext ctx, HttpRequest request) {
        headBegun = false;
        since = System.nanoTime();
        Refusal refusal = settings.head().refusal(request).orElse(null);
        if (refusal == null) {
            incoming = new Exchange();
            unanswered.add(incoming);
            connections.asked();
            ctx.fireChannelRead(request);
        } else {
            ReferenceCountUtil.release(request);
            refuse(ctx, refusal);
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        CollectorException failure = failure(content);
        if (failure != null) {
            content.release();
            fail(ctx, failure);
            return;
        }
        if (content instanceof LastHttpContent) {
            incoming = null;
            since = System.nanoTime();
        }
        ctx.fireChannelRead(content);
    }

    private CollectorException failure(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            return CollectorException.invalid(Reason.MALFORMED_JSON, "", "the body is not well-formed HTTP");
        }
        int bytes = content.content().readableBytes();
        if (bytes == 0 || incoming == null) {
            return null;
        }
        incoming.bodyBytes += bytes;
        long taking = (long) bytes + CHUNK_BYTES;
        if (incoming.bodyBytes > settings.maxBodyBytes()
                || incoming.taken + taking > 2 * settings.maxBodyBytes() + CHUNK_BYTES) {
            return CollectorException.tooLarge(
                    "", Refusal.tooLarge(settings.maxBodyBytes()).error());
        }
        if (incoming.answered) {
            return null;
        }
        if (!budget.take(taking)) {
            return CollectorException.unavailable(Refusal.noMemory().error(), null);
        }
        incoming.taken += taking;
        return null;
    }

    /** Fails the request whose body comes in. */
    private void fail(ChannelHandlerContext ctx, CollectorException failure) {
        deaf = true;
        since = System.nanoTime();
        if (incoming == null || incoming.answered) {
            close(ctx);
        } else {
            incoming = null;
            ctx.fireExceptionCaught(failure);
            ctx.read();
        }
    }

    /** Answers a request that Micronaut has not seen. */
    private void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        deaf = true;
        log.refused(refusal.status().code(), refusal.error());
        pendingRefusal = refusal;
        writePendingRefusal(ctx);
        ctx.read();
    }

    private void writePendingRefusal(ChannelHandlerContext ctx) {
        if (unanswered.isEmpty()) {
            HttpResponse response = pendingRefusal.response();
            SecurityHeaders.add(response);
            ctx.writeAndFlush(response);
            close(ctx);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (closing) {
            ReferenceCountUtil.release(message);
            promise.trySuccess();
            return;
        }
        boolean informational = false;
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!informational) {
                begin(response);
            }
        }
        boolean last = message instanceof LastHttpContent && !informational;
        ctx.write(message, promise);
        if (last) {
            answered(ctx);
        }
    }

    private void begin(HttpResponse response) {
        SecurityHeaders.add(response);
        if (deaf && unanswered.size() <= 1 && pendingRefusal == null) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private void answered(ChannelHandlerContext ctx) {
        Exchange exchange = unanswered.poll();
        if (exchange != null) {
            exchange.answered = true;
            connections.answered(1);
            giveBack(exchange);
        }
        since = System.nanoTime();
        if (unanswered.isEmpty() && deaf) {
            if (pendingRefusal == null) {
                ctx.flush();
                close(ctx);
            } else {
                writePendingRefusal(ctx);
            }
        }
    }

    private void giveBack(Exchange exchange) {
        budget.giveBack(exchange.taken);
        exchange.taken = 0;
    }

    /** Says that nothing more comes, and listens to nobody for a moment, so that the answer arrives. */
    private void close(ChannelHandlerContext ctx) {
        deaf = true;
        closing = true;
        since = System.nanoTime();
        if (ctx.channel() instanceof DuplexChannel channel) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER)
                    .addListener((ChannelFutureListener) written -> channel.shutdownOutput());
        } else {
            ctx.close();
        }
    }

    private void watch(ChannelHandlerContext ctx) {
        long elapsed = System.nanoTime() - since;
        if (closing) {
            if (elapsed > LINGER_NANOS) {
                ctx.close();
            }
        } else if (incoming != null) {
            if (elapsed > settings.bodyNanos()) {
                fail(ctx, CollectorException.tooSlow("the body did not arrive in time"));
            }
        } else if (!unanswered.isEmpty()) {
            if (elapsed > settings.answerNanos()) {
                ctx.close();
            }
        } else if (headBegun && elapsed > settings.headNanos()) {
            refuse(ctx, Refusal.tooSlow("the headers did not arrive in time"));
        } else if (!headBegun && elapsed > settings.idleNanos()) {
            ctx.close();
        }
    }
}
