package dev.cdp.collector.logging;

import ch.qos.logback.core.OutputStreamAppender;
import java.io.BufferedOutputStream;
import java.io.IOException;

/**
 * Writes the log to standard output in as few calls to the kernel as its lines come in bursts: what writes to it says
 * when to flush. {@code System.out} alone makes one of each line, which is a tenth of what a request costs.
 */
public final class StandardOutput<E> extends OutputStreamAppender<E> {
    private static final int BUFFER_BYTES = 64 * 1024;

    @Override
    public void start() {
        setOutputStream(new Lines());
        super.start();
    }

    private static final class Lines extends BufferedOutputStream {
        Lines() {
            super(System.out, BUFFER_BYTES);
        }

        /** Others write there as well. */
        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
