package dev.cdp.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
    @TempDir
    Path directory;

    @Test
    void theLastCompleteOneIsTaken() throws IOException {
        complete("job/chk-9");
        complete("job/chk-10");
        Files.createDirectories(directory.resolve("job/chk-11")); // was being written
        Files.createDirectories(directory.resolve("job/shared"));
        complete("other/chk-99");

        assertThat(new RetainedCheckpoints(directory).last("job"))
                .hasValueSatisfying(
                        path -> assertThat(path).startsWith("file:/").endsWith("job/chk-10/"));
    }

    @Test
    void aJobThatIsNotKnownByItsIdHasNone() throws IOException {
        complete("job/chk-1");

        assertThat(new RetainedCheckpoints(directory).last("")).isEmpty();
        assertThat(new RetainedCheckpoints(directory).last("another")).isEmpty();
    }

    private void complete(String checkpoint) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(checkpoint));
        Files.createFile(folder.resolve("_metadata"));
    }
}
