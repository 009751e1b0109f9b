package dev.cdp.e2e.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends requests whose answers are text. What goes wrong on the way is an {@link UncheckedIOException}. */
public final class Http {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Whatever the answer is. */
    HttpResponse<String> send(HttpRequest.Builder request, Duration patience) {
        try {
            return client.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The body of an answer with this status; another one goes wrong, with the server's words. */
    public String expect(int status, HttpRequest.Builder request, Duration patience) {
        HttpResponse<String> answer = send(request, patience);
        if (answer.statusCode() != status) {
            throw new UncheckedIOException(
                    new IOException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body()));
        }
        return answer.body();
    }
}
