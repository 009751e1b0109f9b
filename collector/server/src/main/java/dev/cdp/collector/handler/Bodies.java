package dev.cdp.collector.handler;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.handler.connection.MemoryBudget;
import dev.cdp.contract.DeadLetter.Reason;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * Inflates bodies as far as the limit and no further, and accounts for the memory that they take while
 * their events are checked and stored.
 */
@Singleton
final class Bodies {
    /** What a body takes while its events are checked and stored, by the bytes that it has: mostly its tree. */
    private static final int WEIGHT = 8;

    private final MemoryBudget budget;
    private final LimitSettings limits;

    Bodies(MemoryBudget budget, LimitSettings limits) {
        this.budget = budget;
        this.limits = limits;
    }

    /**
     * Has the body, inflated, taken by an action.
     *
     * @param sent as it came
     * @param encoding the Content-Encoding, or null
     * @return the action's
     * @throws CollectorException when the body is too large, can't be inflated, or there is no memory for it
     */
    <T> CompletionStage<T> read(byte[] sent, String encoding, Function<byte[], CompletionStage<T>> action) {
        byte[] body = isGzip(encoding) ? inflate(sent) : sent;
        long weight = (long) WEIGHT * body.length;
        if (!budget.take(weight)) {
            throw CollectorException.unavailable("too many requests are being read at the moment", null);
        }
        boolean begun = false;
        try {
            CompletionStage<T> taken = action.apply(body).whenComplete((done, failure) -> budget.giveBack(weight));
            begun = true;
            return taken;
        } finally {
            if (!begun) {
                budget.giveBack(weight);
            }
        }
    }

    /** The server has refused all encodings but this and identity. */
    private static boolean isGzip(String encoding) {
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private byte[] inflate(byte[] compressed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] body = in.readNBytes(limits.batchBytes() + 1);
            if (body.length > limits.batchBytes()) {
                throw CollectorException.tooLarge("", "the body is larger than " + limits.batchKb() + " KB");
            }
            return body;
        } catch (IOException e) {
            throw CollectorException.invalid(
                    Reason.MALFORMED_JSON, "", "the body is not what its Content-Encoding says", e);
        }
    }
}
