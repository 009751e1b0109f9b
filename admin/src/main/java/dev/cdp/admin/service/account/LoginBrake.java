package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Secrets;
import dev.cdp.admin.config.SessionSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.LoginFailureRepository;
import dev.cdp.admin.repo.LoginFailureRow;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Slows down who guesses passwords. Failures are counted by email and address, and by email alone with ten times the
 * patience, so that a guesser at many addresses is slowed too but can't lock the owner out so easily. Beyond the free
 * attempts each failure doubles the wait, from one second to a quarter of an hour. Unknown emails count alike.
 */
@Singleton
class LoginBrake {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int PATIENCE_FOR_AN_EMAIL = 10;

    private final LoginFailureRepository failures;
    private final int attempts;

    LoginBrake(LoginFailureRepository failures, SessionSettings settings) {
        this.failures = failures;
        this.attempts = settings.attempts();
    }

    /** @throws Problem when it is too early for another try */
    void check(String email, String address) {
        Instant now = Instant.now();
        for (String subject : List.of(ofBoth(email, address), ofEmail(email))) {
            failures.find(subject)
                    .map(LoginFailureRow::blockedUntil)
                    .filter(now::isBefore)
                    .ifPresent(until -> {
                        throw Problem.limited(
                                "too many failed logins: try again later",
                                Duration.between(now, until).toSeconds() + 1);
                    });
        }
    }

    void failed(String email, String address) {
        count(ofBoth(email, address), attempts);
        count(ofEmail(email), attempts * PATIENCE_FOR_AN_EMAIL);
    }

    void succeeded(String email, String address) {
        failures.forget(ofBoth(email, address));
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void forgetOld() {
        failures.forgetOld(Instant.now().minus(LONGEST));
    }

    private void count(String subject, int free) {
        Instant now = Instant.now();
        int count = failures.count(subject, now, now.minus(LONGEST)).failures();
        if (count >= free) {
            long seconds = 1L << Math.min(count - free, 20);
            failures.block(subject, now.plusSeconds(Math.min(seconds, LONGEST.toSeconds())));
        }
    }

    private static String ofBoth(String email, String address) {
        return Secrets.sha256Hex(email + '\n' + address);
    }

    private static String ofEmail(String email) {
        return Secrets.sha256Hex(email);
    }
}
