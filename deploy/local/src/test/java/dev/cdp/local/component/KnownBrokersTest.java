package dev.cdp.local.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A broker that answers; StackIT asks a real one. */
class KnownBrokersTest {
    @Test
    void fencedBrokerKnowsNone() throws Exception {
        try (ServerSocket broker = listen()) {
            CompletableFuture<Void> answered = answer(broker, 0);
            assertThat(KnownBrokers.count(port(broker))).isZero();
            answered.join();
        }
    }

    @Test
    void otherOneKnowsItself() throws Exception {
        try (ServerSocket broker = listen()) {
            CompletableFuture<Void> answered = answer(broker, 1);
            assertThat(KnownBrokers.count(port(broker))).isOne();
            answered.join();
        }
    }

    @Test
    void silenceIsNoAnswer() throws Exception {
        try (ServerSocket paused = listen()) {
            assertThatThrownBy(() -> KnownBrokers.count(port(paused))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void nobodyIsNoAnswer() throws Exception {
        ServerSocket gone = listen();
        gone.close();
        assertThatThrownBy(() -> KnownBrokers.count(port(gone))).isInstanceOf(SocketException.class);
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Port port(ServerSocket broker) {
        return new Port("CDP_PORT_KAFKA", broker.getLocalPort());
    }

    /** What Kafka 4.2.0 was seen to answer, with so many brokers in it. */
    private static CompletableFuture<Void> answer(ServerSocket broker, int brokers) {
        return CompletableFuture.runAsync(() -> {
            try (Socket client = broker.accept()) {
                DataInputStream request = new DataInputStream(client.getInputStream());
                assertThat(request.readInt()).as("length").isEqualTo(14);
                assertThat(request.readInt()).as("Metadata, version 1").isEqualTo(3 << 16 | 1);
                int correlation = request.readInt();
                assertThat(request.readShort()).as("client id").isEqualTo((short) -1);
                assertThat(request.readInt()).as("topics").isZero();
                // At once, as who asks leaves when it has read what it wants.
                DataOutputStream answer = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
                answer.writeInt(16);
                answer.writeInt(correlation);
                answer.writeInt(brokers);
                answer.writeInt(-1); // controller
                answer.writeInt(0); // topics
                answer.flush();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
