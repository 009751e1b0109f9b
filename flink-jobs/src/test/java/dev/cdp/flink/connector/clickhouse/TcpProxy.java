package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and a server, and breaks the connection of chosen inserts. */
final class TcpProxy implements AutoCloseable {
    private static final int CHUNK = 16 * 1024;
    private static final int NEVER = Integer.MAX_VALUE;

    private final URI target;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answersToDrop = new AtomicInteger();
    private final AtomicInteger answersDropped = new AtomicInteger();
    private volatile int cutRequestAfter = NEVER;

    TcpProxy(String targetUrl) throws IOException {
        this.target = URI.create(targetUrl);
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The next inserts reach the server whole, and their answers are dropped. */
    void dropAnswersOfInserts(int count) {
        answersToDrop.set(count);
    }

    int answersDropped() {
        return answersDropped.get();
    }

    /** The next insert is cut after its head and so many bytes. The embedded server dies of a head that is cut. */
    void cutNextInsertAfter(int bytes) {
        cutRequestAfter = bytes;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(target.getHost(), target.getPort())) {
            Connection connection = new Connection(client, server);
            threads.execute(connection::passAnswers);
            connection.passRequests();
        } catch (IOException e) {
            // Either side went away, which is what this class is for.
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile boolean insert;
        private int cutAfter = NEVER;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void passRequests() throws IOException {
            byte[] buffer = new byte[CHUNK];
            InputStream in = client.getInputStream();
            OutputStream out = server.getOutputStream();
            int passed = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (startsRequest(buffer, read)) {
                    insert = new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("query=INSERT");
                    passed = 0;
                    if (insert && cutRequestAfter != NEVER) {
                        cutAfter = headLength(buffer, read) + cutRequestAfter;
                        cutRequestAfter = NEVER;
                    }
                }
                int pass = Math.min(read, cutAfter - passed);
                out.write(buffer, 0, pass);
                out.flush();
                passed += pass;
                if (passed >= cutAfter) {
                    closeBoth();
                    return;
                }
            }
            server.shutdownOutput();
        }

        private static int headLength(byte[] buffer, int read) {
            return new String(buffer, 0, read, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        }

        private boolean startsRequest(byte[] buffer, int read) {
            return read > 5 && new String(buffer, 0, 5, StandardCharsets.ISO_8859_1).equals("POST ");
        }

        void passAnswers() {
            try {
                byte[] buffer = new byte[CHUNK];
                InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (insert && answersToDrop.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        answersDropped.incrementAndGet();
                        closeBoth();
                        return;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
                client.shutdownOutput();
            } catch (IOException e) {
                closeBoth();
            }
        }

        private void closeBoth() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
