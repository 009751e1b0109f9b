package dev.cdp.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    @Test
    void theTailEndsAtTheLastStart() throws IOException {
        LogFile log = new LogFile(directory.resolve("kafka.log"));
        log.begin("kafka");
        append(log, "of the first start\n");
        log.begin("kafka");
        append(log, "one\ntwo\nthree\n");

        assertThat(log.tail(2)).containsExactly("two", "three");
        assertThat(log.tail(20)).hasSize(4).endsWith("one", "two", "three").doesNotContain("of the first start");
    }

    @Test
    void aMissingLogIsSaid() {
        assertThat(new LogFile(directory.resolve("none.log")).tail(5))
                .singleElement()
                .asString()
                .contains("no log");
    }

    private static void append(LogFile log, String text) throws IOException {
        Files.writeString(log.path(), text, StandardOpenOption.APPEND);
    }
}
