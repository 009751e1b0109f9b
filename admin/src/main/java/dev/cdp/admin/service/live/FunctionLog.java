package dev.cdp.admin.service.live;

import dev.cdp.contract.FunctionLine;
import dev.cdp.contract.FunctionLineCodec;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.Topics;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one function logs, with those of its lines that are among the last of all. */
public record FunctionLog(String workspaceId, String functionId) implements Feed<FunctionLog.LogLine> {
    private static final int BACK = 2_000;

    /**
     * A line.
     *
     * @param messageId of the event that the function was called with; empty for a line about the log
     * @param level debug, info, warn or error
     */
    @Serdeable
    public record LogLine(Instant at, String level, String text, long version, String messageId) {}

    @Override
    public String topic() {
        return Topics.FUNCTION_LOG;
    }

    @Override
    public int back() {
        return BACK;
    }

    @Override
    public Optional<LogLine> pick(ConsumerRecord<byte[], byte[]> record) {
        if (!Arrays.equals(record.key(), functionId.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        try {
            FunctionLine line = FunctionLineCodec.read(record.value());
            return Optional.of(line)
                    .filter(any -> any.workspaceId().equals(workspaceId))
                    .map(FunctionLog::shown);
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    private static LogLine shown(FunctionLine line) {
        return new LogLine(
                Instant.ofEpochMilli(line.at()), line.level(), line.text(), line.version(), line.messageId());
    }
}
