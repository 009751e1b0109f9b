package dev.cdp.collector.service.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.Expiry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {
    private static final KeyHash KEY = KeyHash.of("key");
    private static final KeyHash OTHER = KeyHash.of("other");
    private static final Optional<Source> SOURCE =
            Optional.of(new Source("w", "s", SchemaMode.LEARN, IpPolicy.KEEP, RateLimits.ofTier("default")));

    private final CacheSettings settings = new CacheSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), 100);
    private final Expiry expiry = new Expiry(settings);
    private final KeyMemory memory = new KeyMemory(expiry, settings);

    @Test
    void whatWasReadBeforeARevocationIsNotRememberedAfterIt() {
        long beforeTheReading = memory.now();
        memory.forget(KEY);
        assertThat(memory.put(KEY, SOURCE, expiry.next(), beforeTheReading)).isFalse();
        assertThat(memory.stale(KEY)).isNull();
    }

    @Test
    void whatWasReadAfterARevocationIsRemembered() {
        memory.put(KEY, SOURCE, expiry.next(), memory.now());
        memory.forget(KEY);
        assertThat(memory.put(KEY, Optional.empty(), expiry.next(), memory.now()))
                .isTrue();
        assertThat(memory.fresh(KEY).source()).isEmpty();
    }

    @Test
    void aDisabledSourceTakesItsKeysAlongAndNoOthers() {
        Source another = new Source("w", "s2", SchemaMode.LEARN, IpPolicy.KEEP, RateLimits.ofTier("default"));
        memory.put(KEY, SOURCE, expiry.next(), memory.now());
        memory.put(OTHER, Optional.of(another), expiry.next(), memory.now());
        memory.forgetIf(source -> source.sourceId().equals("s"));
        assertThat(memory.stale(KEY)).isNull();
        assertThat(memory.fresh(OTHER).source()).contains(another);
    }

    @Test
    void afterAGapAllIsAskedForAgainButHoldsUntilSomeoneAnswers() {
        memory.put(KEY, SOURCE, expiry.next(), memory.now());
        memory.put(OTHER, Optional.empty(), expiry.next(), memory.now());
        memory.expireAll();
        assertThat(memory.fresh(KEY)).isNull();
        assertThat(memory.fresh(OTHER)).isNull();
        assertThat(memory.stale(KEY).source()).isEqualTo(SOURCE);

        memory.put(KEY, SOURCE, expiry.next(), memory.now());
        assertThat(memory.fresh(KEY).source()).isEqualTo(SOURCE);
    }
}
