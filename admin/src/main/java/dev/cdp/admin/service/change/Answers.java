package dev.cdp.admin.service.change;

import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.IdempotencyRepository;
import dev.cdp.admin.repo.IdempotencyRow;
import dev.cdp.admin.service.secret.Sealer;
import dev.cdp.contract.Sha256;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;

/** The answers of creates, for a day. They are sealed, since some show a secret that is stored nowhere else. */
@Singleton
class Answers {
    private static final Duration KEPT = Duration.ofDays(1);

    private final IdempotencyRepository keys;
    private final Sealer sealer;
    private final JsonMapper json;

    Answers(IdempotencyRepository keys, Sealer sealer, JsonMapper json) {
        this.keys = keys;
        this.sealer = sealer;
        this.json = json;
    }

    /**
     * The work's answer, or the one that it had before. Within a transaction: who comes second waits at the insert
     * until the first has committed.
     */
    <T> T once(String subject, Once once, Class<T> type, Supplier<T> work) {
        byte[] request = Sha256.of(once.request());
        if (keys.begin(subject, once.key(), request) == 0) {
            IdempotencyRow known = keys.find(subject, once.key()).orElseThrow();
            if (!Arrays.equals(known.requestSha256(), request)) {
                throw Problem.conflict("", "this Idempotency-Key was used for another request");
            }
            return read(sealer.open(known.answer(), context(subject, once)), type);
        }
        T answer = work.get();
        keys.end(subject, once.key(), sealer.seal(write(answer), context(subject, once)));
        return answer;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void forgetOld() {
        keys.forgetOld(Instant.now().minus(KEPT));
    }

    private static String context(String subject, Once once) {
        return "answer/" + subject + '/' + once.key();
    }

    private <T> T read(byte[] bytes, Class<T> type) {
        try {
            return json.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write(Object answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
