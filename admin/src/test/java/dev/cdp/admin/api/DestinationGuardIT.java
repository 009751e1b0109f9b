package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An editor who uses a destination to look around in the installation's networks, or to hold the service up. */
class DestinationGuardIT {
    private static final String PATH = "/api/v1/workspaces/acme/destinations";

    private AdminFixture admin;

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8123",
                "http://localhost:8123",
                "http://169.254.169.254:80",
                "http://10.0.0.1:8123",
                "http://2130706433:8123",
                "http://127.1:8123",
                "http://[::1]:8123",
                "http://[::ffff:127.0.0.1]:8123",
                "http://user@127.0.0.1:8123",
                "jdbc:postgresql://127.0.0.1:5432/cdp",
                "jdbc:postgresql://203.0.113.1,127.0.0.1/cdp",
                "jdbc:postgresql://localhost/cdp",
                "jdbc:postgresql://warehouse.example/db?socketFactory=org.springframework.Evil"
            })
    void serverWithinTheInstallationsNetworksIsRefused(String url) throws SQLException {
        Api editor = editor("");
        String type = url.startsWith("jdbc:") ? "postgresql" : "clickhouse";
        Map<String, Object> body = Map.of("type", type, "settings", Map.of("url", url));
        Answer tested = editor.post(PATH + "/test", body).expect(400);
        assertThat(tested.text("field")).isEqualTo("settings.url");
        editor.post(PATH, Map.of("name", "Inside", "type", type, "settings", Map.of("url", url)))
                .expect(400);
    }

    @Test
    void answerOfWhatIsNoClickHouseIsNotShown() throws Exception {
        Api editor = editor("127.0.0.0/8");
        try (Server server = new Server("HTTP/1.1 403 Forbidden", out -> write(out, "the secret of an inner page"))) {
            assertThat(test(editor, server).text("message")).contains("403").doesNotContain("secret");
        }
        try (Server server = new Server("HTTP/1.1 200 OK", out -> write(out, "root:x:0:0"))) {
            assertThat(test(editor, server).text("message")).contains("no JSON").doesNotContain("root");
        }
    }

    @Test
    void endlessAnswerFillsNoMemory() throws Exception {
        Api editor = editor("127.0.0.0/8");
        try (Server server = new Server("HTTP/1.1 200 OK", DestinationGuardIT::writeForEver)) {
            assertThat(test(editor, server).text("message")).contains("is longer than");
        }
    }

    @Test
    void oneWorkspaceCanNotTakeAllSlots() throws SQLException {
        Api editor = editor("127.0.0.0/8");
        for (int made = 0; made < 10; made++) {
            editor.post(PATH, named("D" + made)).expect(201);
        }
        Answer refused = editor.post(PATH, named("one more")).expect(409);
        assertThat(refused.text("error")).contains("10");
    }

    private static Map<String, Object> named(String name) {
        return Map.of("name", name, "type", "clickhouse", "settings", Map.of("url", "http://127.0.0.1:8123"));
    }

    private Api editor(String privateNetworks) throws SQLException {
        admin = AdminFixture.start(Map.of("cdp.destination.private-networks", privateNetworks));
        Api operator = admin.setUp();
        AdminFixture.workspace(operator, "acme");
        return admin.member(operator, "acme", "editor@example.com", "editor");
    }

    private static Answer test(Api editor, Server server) {
        String url = "http://127.0.0.1:" + server.socket.getLocalPort();
        return editor.post(PATH + "/test", Map.of("type", "clickhouse", "settings", Map.of("url", url)))
                .expect(200);
    }

    private static void write(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void writeForEver(OutputStream out) {
        byte[] piece = new byte[64 << 10];
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** Answers each request with this, and closes. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Server(String status, Consumer<OutputStream> body) throws IOException {
            Thread thread = new Thread(() -> serve(status, body), "a server of these tests");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(String status, Consumer<OutputStream> body) {
            try {
                while (true) {
                    try (Socket client = socket.accept()) {
                        client.getInputStream().read(new byte[64 << 10]);
                        client.getOutputStream()
                                .write((status + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                        body.accept(client.getOutputStream());
                        // All that it sends is read, or it would see a reset in the answer's place.
                        client.shutdownOutput();
                        client.getInputStream().transferTo(OutputStream.nullOutputStream());
                    }
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
