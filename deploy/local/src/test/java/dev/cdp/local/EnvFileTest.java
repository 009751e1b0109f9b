package dev.cdp.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    @TempDir
    Path directory;

    @Test
    void aShellAndItsProgramsGetTheValuesAsTheyAre() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:5432/cdp?user=cdp&password=it's";
        Path file = directory.resolve("env");
        new EnvFile(file).write(Map.of("CDP_POSTGRES_JDBC_URL", url, "CDP_WRITE_KEY", "wk_1"));

        assertThat(shell(". " + file + " && printenv CDP_POSTGRES_JDBC_URL")).isEqualTo(url + "\n");
        assertThat(shell(". " + file + " && printenv CDP_WRITE_KEY")).isEqualTo("wk_1\n");
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        Path file = directory.resolve("env");
        new EnvFile(file).write(Map.of("CDP_ADMIN_PASSWORD", "secret"));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return output;
    }
}
