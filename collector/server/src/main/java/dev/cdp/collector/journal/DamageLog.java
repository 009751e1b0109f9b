package dev.cdp.collector.journal;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports each damaged range once, however often it is read. */
final class DamageLog {
    private static final Logger LOG = LoggerFactory.getLogger(DamageLog.class);
    /** Enough to be told where to look. */
    private static final int REMEMBERED = 10_000;

    private final JournalListener listener;
    private final Set<Place> known = new HashSet<>();

    private record Place(Path segment, long offset) {}

    DamageLog(JournalListener listener) {
        this.listener = listener;
    }

    synchronized void found(Segment segment, long offset, long bytes) {
        if (known.size() < REMEMBERED && known.add(new Place(segment.path(), offset))) {
            LOG.error(
                    "{} bytes at {} of {} hold no valid record; reading goes on behind them",
                    bytes,
                    offset,
                    segment.path());
            listener.corrupt(segment.path(), offset, bytes);
        }
    }
}
