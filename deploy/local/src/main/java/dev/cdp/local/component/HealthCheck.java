package dev.cdp.local.component;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** Asks a server once whether it can do its job. */
@FunctionalInterface
public interface HealthCheck {
    int TIMEOUT_MILLIS = 3_000;

    /** Returns when it can, throws with the reason when it cannot. Answers within a few seconds either way. */
    void probe() throws Exception;

    default boolean passes() {
        try {
            probe();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    /** Expects that something listens. */
    static HealthCheck tcp(Port port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port.number()), TIMEOUT_MILLIS);
            }
        };
    }

    /** Sends a line to a text protocol and expects an answer that begins so. */
    static HealthCheck line(Port port, String request, String answer) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port.number()), TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
                String got = new String(socket.getInputStream().readNBytes(answer.length()), StandardCharsets.US_ASCII);
                if (!got.equals(answer)) {
                    throw new IOException("answered '" + got + "' to " + request);
                }
            }
        };
    }

    /** Expects status 200 and a body that contains the text. */
    static HealthCheck http(String url, String text) {
        return answer(url, answer -> answer.statusCode() == 200 && answer.body().contains(text));
    }

    /** Whether it answers, and with a body that contains the text, whatever the status. */
    static boolean httpSays(String url, String text) {
        return answer(url, answer -> answer.body().contains(text)).passes();
    }

    private static HealthCheck answer(String url, Predicate<HttpResponse<String>> expected) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .build();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS))
                .build();
        return () -> {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (!expected.test(answer)) {
                throw new IOException(url + " answered " + answer.statusCode() + " " + answer.body());
            }
        };
    }
}
