package dev.cdp.admin.service.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.admin.collector.Collector;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.kafka.RetryTopic;
import dev.cdp.admin.repo.ReplayRow;
import dev.cdp.contract.Envelope;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends some dead letters again: those of collectors through the collector, the others to events.retry. All of a page
 * = sent + refused. Sent again after a kill, none lands twice.
 */
@Singleton
class ReplayPage {
    private static final int BATCH_CHARS = 200_000;

    private final ArchivedEvents archive;
    private final RetryTopic retries;
    private final Collector collector;
    private final ReplayKeys keys;

    ReplayPage(ArchivedEvents archive, RetryTopic retries, Collector collector, ReplayKeys keys) {
        this.archive = archive;
        this.retries = retries;
        this.collector = collector;
        this.keys = keys;
    }

    /** @param error why the last of the refused was */
    record Done(long sent, long refused, String error) {
        Done plus(Done other) {
            return new Done(sent + other.sent, refused + other.refused, other.error.isEmpty() ? error : other.error);
        }
    }

    /** @throws Problem when something is away: nothing of it counts, and it is sent again */
    Done send(ReplayRow replay, List<FailedEvent> page) throws InterruptedException {
        List<FailedEvent> accepted =
                page.stream().filter(failure -> !failure.isCollectors()).toList();
        Done done = accepted.isEmpty() ? new Done(0, 0, "") : retry(replay, accepted);
        Map<String, List<FailedEvent>> bySource = new LinkedHashMap<>();
        page.stream().filter(FailedEvent::isCollectors).forEach(failure -> bySource.computeIfAbsent(
                        failure.sourceId(), any -> new ArrayList<>())
                .add(failure));
        try {
            for (Map.Entry<String, List<FailedEvent>> source : bySource.entrySet()) {
                done = done.plus(collect(source.getKey(), source.getValue()));
            }
        } finally {
            if (!bySource.isEmpty()) {
                keys.revokeAll(replay.workspaceId());
            }
        }
        return done;
    }

    private Done retry(ReplayRow replay, List<FailedEvent> failures) throws InterruptedException {
        Map<String, Envelope> found = archive.replaysOf(
                replay.workspaceId(), failures, replay.createdAt().toEpochMilli());
        List<Envelope> events = failures.stream()
                .map(failure -> found.get(failure.id()))
                .filter(event -> event != null)
                .toList();
        retries.write(events);
        long missing = failures.size() - events.size();
        return new Done(events.size(), missing, missing == 0 ? "" : "the archive does not have the event");
    }

    private Done collect(String sourceId, List<FailedEvent> failures) {
        String key = keys.make(sourceId);
        Done done = new Done(0, 0, "");
        List<ObjectNode> batch = new ArrayList<>();
        int chars = 0;
        for (FailedEvent failure : failures) {
            var event = RejectedEvents.again(failure);
            if (event.isEmpty()) {
                done = done.plus(new Done(0, 1, "what was sent is no JSON object"));
                continue;
            }
            if (!batch.isEmpty() && chars + failure.payload().length() > BATCH_CHARS) {
                done = done.plus(post(key, batch));
                batch.clear();
                chars = 0;
            }
            batch.add(event.get());
            chars += failure.payload().length();
        }
        return batch.isEmpty() ? done : done.plus(post(key, batch));
    }

    private Done post(String key, List<ObjectNode> batch) {
        Map<Integer, String> refused = collector.importBatch(key, batch);
        String error = refused.values().stream().reduce("", (a, b) -> b);
        return new Done(batch.size() - refused.size(), refused.size(), error);
    }
}
