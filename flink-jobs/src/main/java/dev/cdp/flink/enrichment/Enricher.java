package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import dev.cdp.flink.shared.Recent;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Finds out about events, for one thread that may not wait: what is known already is answered at
 * once, the rest by a thread of its own.
 *
 * <p>That thread's queue is bounded. When a lookup hangs, the queue is soon full and further
 * questions fail at once, so that a broken lookup costs enrichment, not time.
 */
public final class Enricher implements AutoCloseable {
    private static final int CACHED_USER_AGENTS = 20_000;
    private static final int CACHED_ADDRESSES = 20_000;
    private static final int MAX_QUESTIONS = 1_000;

    private final GeoDatabase geo;
    private final UserAgentLookup userAgents;
    private final Recent<UserAgent> cache = new Recent<>(CACHED_USER_AGENTS);
    private final Recent<Geo> places = new Recent<>(CACHED_ADDRESSES);
    private final ThreadPoolExecutor thread;

    /**
     * What an enricher is made of, at each TaskManager anew.
     *
     * @param geoDatabase path there, or empty
     */
    public record Settings(String geoDatabase) implements Serializable {}

    private Enricher(GeoDatabase geo, UserAgentLookup userAgents) {
        this.geo = geo;
        this.userAgents = userAgents;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_QUESTIONS), task -> {
                    Thread daemon = new Thread(task, "enricher");
                    daemon.setDaemon(true);
                    return daemon;
                });
    }

    /**
     * Loads patterns and database: half a second.
     *
     * @throws IOException when the database can't be read
     */
    public static Enricher open(Settings settings) throws IOException {
        return open(settings, new UserAgents());
    }

    /** With another lookup, for tests that hang it. */
    static Enricher open(Settings settings, UserAgentLookup userAgents) throws IOException {
        return new Enricher(GeoDatabase.open(settings.geoDatabase()), userAgents);
    }

    /** What the clues say, as far as it is known without waiting. */
    public Answer ask(Clues clues) {
        Enrichment soFar = new Enrichment(place(clues.ip()), UserAgent.UNKNOWN, clues.campaign());
        if (clues.userAgent().isEmpty()) {
            return Answer.complete(soFar);
        }
        UserAgent known = cache.get(clues.userAgent());
        return known == null
                ? new Answer(soFar, later(clues.userAgent()))
                : Answer.complete(new Enrichment(soFar.geo(), known, soFar.campaign()));
    }

    /** Parsing an address and walking down the database's tree takes longer than all else here. */
    private Geo place(String ip) {
        Geo place = places.get(ip);
        if (place == null) {
            place = geo.find(ip);
            places.put(ip, place);
        }
        return place;
    }

    private CompletableFuture<UserAgent> later(String text) {
        try {
            return CompletableFuture.supplyAsync(userAgent(text), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Supplier<UserAgent> userAgent(String text) {
        return () -> {
            // Several events may have asked for the same one.
            UserAgent known = cache.get(text);
            if (known != null) {
                return known;
            }
            UserAgent found = userAgents.find(text);
            cache.put(text, found);
            return found;
        };
    }

    @Override
    public void close() throws IOException {
        thread.shutdownNow();
        geo.close();
    }
}
