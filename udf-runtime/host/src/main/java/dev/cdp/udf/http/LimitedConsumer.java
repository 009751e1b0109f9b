package dev.cdp.udf.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpResponse;

/** Collects a body, and breaks off as soon as it is longer than it may be. */
final class LimitedConsumer extends AbstractBinResponseConsumer<LimitedAnswer> {
    private static final int BUFFER = 16 << 10;

    private final int most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private HttpResponse head;

    LimitedConsumer(int most) {
        this.most = most;
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        head = response;
    }

    @Override
    protected int capacityIncrement() {
        return BUFFER;
    }

    @Override
    protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
        if (body.size() + source.remaining() > most) {
            throw new TooLongException(most);
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        body.write(bytes);
    }

    @Override
    protected LimitedAnswer buildResult() {
        return new LimitedAnswer(head, body.toByteArray());
    }

    @Override
    public void releaseResources() {
        body.reset();
    }

    /** The answer is longer than it may be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(int most) {
            super("the answer is longer than " + most + " bytes");
        }
    }
}
