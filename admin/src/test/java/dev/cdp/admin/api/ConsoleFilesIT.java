package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's folder, and nothing beside it. */
class ConsoleFilesIT {
    @TempDir
    private static Path folder;

    private AdminFixture admin;

    @BeforeEach
    void start() throws IOException, SQLException {
        Path console = Files.createDirectories(folder.resolve("console"));
        Files.createDirectories(console.resolve("assets"));
        Files.writeString(console.resolve("index.html"), "the console");
        Files.writeString(folder.resolve("secret"), "a secret");
        admin = AdminFixture.start(Map.of("cdp.server.console-dir", console.toString()));
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret",
                "/..%2fsecret",
                "/%2e%2e/secret",
                "/%2e%2e%2fsecret",
                "/assets/../../secret",
                "/assets/..%2f..%2fsecret",
                "/..%5csecret",
                "//etc/passwd",
                "/%2fetc%2fpasswd",
                "/file:%2f%2f%2fetc%2fpasswd",
                "/secret%00.html",
                "/%00"
            })
    void whatLiesBesideItIsNotServed(String path) {
        Answer answer = admin.nobody().get(path);
        assertThat(answer.status()).as(path).isLessThan(500);
        assertThat(answer.response().body()).as(path).doesNotContain("a secret").doesNotContain("root:");
    }

    @Test
    void eachAnswerHasThePolicyOfScripts() {
        Answer page = admin.nobody().get("/sources").expect(200);
        assertThat(page.response().body()).isEqualTo("the console");
        assertThat(page.header("content-security-policy"))
                .contains("script-src 'self'; ")
                .contains("object-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        Answer api = admin.nobody().get("/api/v1/nowhere").expect(404);
        assertThat(api.header("content-security-policy")).contains("default-src 'self'");
        assertThat(api.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void pageOfAnotherOriginCanNotReadNorSend() {
        Api foreign = admin.nobody().with("Origin", "https://evil.example");
        assertThat(foreign.get("/api/v1/setup").header("access-control-allow-origin"))
                .isEmpty();
        Answer form = foreign.with("Content-Type", "text/plain").call("POST", "/api/v1/session", null);
        assertThat(form.status()).isBetween(400, 499);
    }
}
