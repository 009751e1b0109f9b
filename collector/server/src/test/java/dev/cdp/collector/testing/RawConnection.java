package dev.cdp.collector.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A socket that says what no HTTP client would. */
public final class RawConnection implements AutoCloseable {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3}) ");
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection open(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came back on a connection that the server has closed. */
    public record Answers(String text) {
        public List<Integer> statuses() {
            return STATUS_LINE
                    .matcher(text)
                    .results()
                    .map(match -> Integer.valueOf(match.group(1)))
                    .toList();
        }
    }

    public RawConnection send(String latin1) {
        return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends although the server may have closed; false when it has. */
    public boolean trySend(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads until the server closes; a server that does not is an error. */
    public Answers untilClosed() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(read);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + PATIENCE + ", read: " + read, e);
        } catch (SocketException reset) {
            // Closed, too.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answers(read.toString(StandardCharsets.ISO_8859_1));
    }

    /** Reads one answer, which says its length, and leaves the connection open. */
    public String answer() {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append(next(answer));
        }
        Matcher length = CONTENT_LENGTH.matcher(answer);
        for (int i = length.find() ? Integer.parseInt(length.group(1)) : 0; i > 0; i--) {
            answer.append(next(answer));
        }
        return answer.toString();
    }

    private char next(CharSequence before) {
        try {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("closed after: " + before);
            }
            return (char) next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
