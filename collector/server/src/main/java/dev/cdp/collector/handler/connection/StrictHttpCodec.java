package dev.cdp.collector.handler.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Netty's server codec, stricter in the two places where Netty repairs what RFC 9112 also allows to
 * refuse: a request with both Transfer-Encoding and Content-Length, and headers folded over lines. A
 * proxy in front that reads them otherwise would see other requests than we do.
 */
final class StrictHttpCodec extends CombinedChannelDuplexHandler<HttpRequestDecoder, HttpResponseEncoder> {
    /** Of the requests that have no answer yet: that to HEAD has no body. */
    private final Queue<HttpMethod> methods = new ArrayDeque<>();

    StrictHttpCodec(int maxHeadBytes) {
        init(
                new Decoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(maxHeadBytes)
                        .setMaxHeaderSize(maxHeadBytes)),
                new Encoder());
    }

    private final class Decoder extends HttpRequestDecoder {
        private boolean inHead = true;
        private boolean broken;

        Decoder(HttpDecoderConfig config) {
            super(config);
        }

        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
            if (broken || (inHead && hasFoldedLine(buffer))) {
                buffer.skipBytes(buffer.readableBytes());
                if (!broken) {
                    broken = true;
                    out.add(folded());
                }
                return;
            }
            int before = out.size();
            super.decode(ctx, buffer, out);
            for (int i = before; i < out.size(); i++) {
                Object decoded = out.get(i);
                if (decoded instanceof HttpRequest request) {
                    methods.add(request.method());
                    inHead = false;
                }
                if (decoded instanceof LastHttpContent) {
                    inHead = true;
                }
            }
        }

        /** Netty consumes whole lines, so the buffer begins with one. */
        private static boolean hasFoldedLine(ByteBuf buffer) {
            int line = buffer.readerIndex();
            int end = buffer.writerIndex();
            while (line < end) {
                byte first = buffer.getByte(line);
                if (first == HttpConstants.SP || first == HttpConstants.HT) {
                    return true;
                }
                int lineFeed = buffer.indexOf(line, end, HttpConstants.LF);
                boolean last = first == HttpConstants.CR || lineFeed == line;
                if (lineFeed < 0 || last) {
                    return false;
                }
                line = lineFeed + 1;
            }
            return false;
        }

        private static HttpRequest folded() {
            HttpRequest request = new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request", Unpooled.EMPTY_BUFFER);
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("a line begins with a space")));
            return request;
        }

        @Override
        protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
            throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
        }
    }

    private final class Encoder extends HttpResponseEncoder {
        @Override
        protected boolean isContentAlwaysEmpty(HttpResponse response) {
            return HttpMethod.HEAD.equals(methods.poll()) || super.isContentAlwaysEmpty(response);
        }
    }
}
