package dev.cdp.collector.service.auth;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out whose write key it is. */
@Singleton
public class Authenticator {
    private static final int MAX_KEY_LENGTH = 512;

    private final SourceCache sources;

    Authenticator(SourceCache sources) {
        this.sources = sources;
    }

    /** A write key and whose it is. */
    public record Authenticated(Source source, String writeKey) {}

    /**
     * The source of the first key that is known.
     *
     * @param writeKeys readings of one credential, at least one
     * @return fails with a {@link CollectorException}: unauthorized, or unavailable when the key is
     *     not known here and PostgreSQL does not answer
     */
    public CompletionStage<Authenticated> authenticate(List<String> writeKeys) {
        String writeKey = writeKeys.get(0);
        return find(writeKey).thenCompose(source -> {
            if (source.isPresent()) {
                return CompletableFuture.completedFuture(new Authenticated(source.get(), writeKey));
            }
            if (writeKeys.size() > 1) {
                return authenticate(writeKeys.subList(1, writeKeys.size()));
            }
            return CompletableFuture.failedFuture(CollectorException.unauthorized("unknown write key"));
        });
    }

    private CompletionStage<Optional<Source>> find(String writeKey) {
        if (writeKey.isEmpty() || writeKey.length() > MAX_KEY_LENGTH) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return sources.find(KeyHash.of(writeKey));
    }
}
