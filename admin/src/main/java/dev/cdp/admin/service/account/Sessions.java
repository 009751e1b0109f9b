package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Principal;
import dev.cdp.admin.access.Secrets;
import dev.cdp.admin.config.SessionSettings;
import dev.cdp.admin.repo.SessionRepository;
import dev.cdp.admin.repo.SessionRow;
import dev.cdp.admin.repo.SessionUserRow;
import dev.cdp.contract.Sha256;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Logins: random tokens of which only hashes are kept, so that each can be ended at once. */
@Singleton
public class Sessions {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final SessionRepository sessions;
    private final SessionSettings settings;

    Sessions(SessionRepository sessions, SessionSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    /** Begins one and returns its token. */
    String begin(String userId) {
        String token = Secrets.random();
        Instant now = Instant.now();
        sessions.save(new SessionRow(Sha256.of(token), userId, now, now, now.plus(settings.longest())));
        return token;
    }

    /** Whose token it is; empty when it has ended. */
    public Optional<Principal.User> find(String token) {
        byte[] sha256 = Sha256.of(token);
        Instant now = Instant.now();
        return sessions.findUser(sha256)
                .filter(session -> isAlive(session, now))
                .map(session -> {
                    if (session.seenAt().plus(SEEN_EVERY).isBefore(now)) {
                        sessions.seen(sha256, now);
                    }
                    return new Principal.User(
                            session.id(), session.email(), session.name(), session.operator(), sha256);
                });
    }

    public void end(Principal.User user) {
        sessions.delete(user.sessionSha256());
    }

    void endOthers(Principal.User user) {
        sessions.deleteOthers(user.id(), user.sessionSha256());
    }

    /** What a page must send with each change: known only to who knows the session's token. */
    public static String csrfToken(String token) {
        return Secrets.sha256Hex("csrf/" + token);
    }

    public Duration longest() {
        return settings.longest();
    }

    private boolean isAlive(SessionUserRow session, Instant now) {
        return session.expiresAt().isAfter(now)
                && session.seenAt().plus(settings.idle()).isAfter(now);
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "1m")
    void deleteExpired() {
        Instant now = Instant.now();
        sessions.deleteExpired(now, now.minus(settings.idle()));
    }
}
