package dev.cdp.collector.handler;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Gathers the pieces of a body, of which there is mostly one. Grows with what came, whatever was announced. */
final class BodyBuffer {
    private static final byte[] EMPTY = {};

    private byte[] only = EMPTY;
    private ByteArrayOutputStream several;

    /** Takes a piece, and releases it. */
    void add(HttpContent piece) {
        try {
            ByteBuf bytes = piece.content();
            if (!bytes.isReadable()) {
                return;
            }
            if (only.length == 0 && several == null) {
                only = ByteBufUtil.getBytes(bytes);
            } else {
                append(bytes);
            }
        } finally {
            piece.release();
        }
    }

    private void append(ByteBuf bytes) {
        if (several == null) {
            several = new ByteArrayOutputStream(2 * (only.length + bytes.readableBytes()));
            several.writeBytes(only);
        }
        try {
            bytes.readBytes(several, bytes.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    /** All of it; the buffer is empty afterwards. */
    byte[] take() {
        byte[] all = several == null ? only : several.toByteArray();
        only = EMPTY;
        several = null;
        return all;
    }
}
