package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** A question to Kafka's admin interface, by a client that lives as long as the question. */
final class KafkaAdmin {
    private static final int ANSWER_MS = 10_000;

    private KafkaAdmin() {}

    /** What is asked; it gets its answers by {@link #await}. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Admin kafka) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /** @throws Problem when Kafka does not answer */
    static <T> T ask(KafkaSettings settings, Question<T> question) {
        try (Admin kafka = Admin.create(settings.access()
                .with(Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ANSWER_MS / 2,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ANSWER_MS)))) {
            return question.ask(kafka);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw Problem.unavailable("Kafka does not answer: try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted while asking Kafka", e);
        }
    }

    static <T> T await(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(ANSWER_MS, TimeUnit.MILLISECONDS);
    }
}
