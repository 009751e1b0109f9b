package dev.cdp.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = passwords.hash("right");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(passwords.hash("right"));
        assertThat(passwords.matches("right", hash)).isTrue();
        assertThat(passwords.matches("wrong", hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void floodOfLoginsIsTurnedAwayRatherThanHoldingAllThreads() throws Exception {
        ExecutorService requests = Executors.newFixedThreadPool(64);
        List<Future<Boolean>> guesses = new ArrayList<>();
        for (int guess = 0; guess < 64; guess++) {
            guesses.add(requests.submit(this::isTurnedAway));
        }
        int turnedAway = 0;
        for (Future<Boolean> guess : guesses) {
            turnedAway += guess.get() ? 1 : 0;
        }
        requests.shutdown();
        assertThat(turnedAway).isBetween(1, 64 - 4);
        assertThat(passwords.matches("right", passwords.hash("right")))
                .as("places are free again")
                .isTrue();
    }

    private boolean isTurnedAway() {
        try {
            passwords.matches("a guess", null);
            return false;
        } catch (Problem e) {
            return true;
        }
    }
}
