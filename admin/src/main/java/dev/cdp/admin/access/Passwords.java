package dev.cdp.admin.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Hashes passwords with argon2id: 19 MiB, 2 rounds, 1 lane, which is OWASP's first recommendation. A few at a time, so
 * that a flood of logins can't take the memory, and few that wait, so that it can't take the threads of all requests.
 */
@Singleton
public class Passwords {
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int AT_ONCE = 4;
    private static final int WAITING = 8;

    private final Semaphore door = new Semaphore(AT_ONCE + WAITING);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final String nobodys;

    public Passwords() {
        this.nobodys = hash("nobody has this password");
    }

    /** @throws Problem when too many wait already */
    public String hash(String password) {
        return inPlace(
                () -> Password.hash(password).addRandomSalt(16).with(ARGON2ID).getResult());
    }

    /** @param hash null where there is no such account: the check takes as long and fails
     *  @throws Problem when too many wait already
     */
    public boolean matches(String password, String hash) {
        boolean same = inPlace(
                () -> Password.check(password, hash == null ? nobodys : hash).with(ARGON2ID));
        return same && hash != null;
    }

    private <T> T inPlace(Supplier<T> work) {
        if (!door.tryAcquire()) {
            throw Problem.limited("too many passwords are being checked: try again", 1);
        }
        try {
            places.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                places.release();
            }
        } finally {
            door.release();
        }
    }
}
