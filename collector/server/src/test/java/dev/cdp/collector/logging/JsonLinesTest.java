package dev.cdp.collector.logging;

import static net.logstash.logback.argument.StructuredArguments.keyValue;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
    private static final List<String> NAMES =
            List.of("@timestamp", "message", "logger_name", "thread_name", "level", "status_code");

    private static final LineFields STATUS = line -> line.number("status_code", 200);

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("a.logger");
    private final JsonLines lines = new JsonLines();

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        lines.setContext(context);
        lines.setIncludeContext(false);
        lines.getFieldNames().setVersion("[ignore]");
        lines.getFieldNames().setLevelValue("[ignore]");
        lines.start();
    }

    @AfterEach
    void stop() {
        lines.stop();
    }

    @Test
    void theShortCutNamesWhatTheLongWayNames() throws IOException {
        assertThat(read(event(null, STATUS)).fieldNames()).toIterable().containsExactlyElementsOf(NAMES);
        assertThat(read(event(null, keyValue("status_code", 200))).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(NAMES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999Z",
                "2026-01-31T23:59:59Z",
                "2026-01-31T23:59:59.007Z",
                "2026-01-31T23:59:59.070Z",
                "2026-01-31T23:59:59.700Z"
            })
    void aLineHasItsTimeInUtc(String time) throws IOException {
        Instant instant = Instant.parse(time);
        LoggingEvent event = event(null, STATUS);
        event.setInstant(instant);
        assertThat(read(event).path("@timestamp").textValue()).hasSize("2026-01-31T23:59:59.007Z".length());
        assertThat(Instant.parse(read(event).path("@timestamp").textValue())).isEqualTo(instant);
    }

    @Test
    void aFailureBringsItsTrace() throws IOException {
        assertThat(read(event(new IllegalStateException("why"), keyValue("status_code", 500)))
                        .path("stack_trace")
                        .textValue())
                .contains("IllegalStateException: why");
    }

    private LoggingEvent event(Throwable failure, Object... arguments) {
        return new LoggingEvent("", logger, Level.INFO, "message", failure, arguments);
    }

    private JsonNode read(LoggingEvent event) throws IOException {
        String line = new String(lines.encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n").doesNotContain("\n\n");
        return new JsonMapper().readTree(line);
    }
}
