package dev.cdp.local.component;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * How many brokers a broker says there are. It counts itself while its controller lets it take part; one that is fenced,
 * and the only one, answers that there are none. Kafka's own client tells this from no answer by nothing.
 */
public final class KnownBrokers {
    private static final short METADATA = 3;
    /** The oldest version in which no topics can be asked for. */
    private static final short VERSION = 1;

    private static final int CORRELATION = 1;
    private static final short NO_CLIENT_ID = -1;
    private static final int NO_TOPICS = 0;

    private KnownBrokers() {}

    /**
     * Asks once.
     *
     * @throws IOException when there is no answer
     */
    public static int count(Port port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port.number()), HealthCheck.TIMEOUT_MILLIS);
            socket.setSoTimeout(HealthCheck.TIMEOUT_MILLIS);
            DataOutputStream request = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            request.writeInt(Short.BYTES + Short.BYTES + Integer.BYTES + Short.BYTES + Integer.BYTES);
            request.writeShort(METADATA);
            request.writeShort(VERSION);
            request.writeInt(CORRELATION);
            request.writeShort(NO_CLIENT_ID);
            request.writeInt(NO_TOPICS);
            request.flush();
            DataInputStream answer = new DataInputStream(socket.getInputStream());
            answer.readInt(); // its length
            if (answer.readInt() != CORRELATION) {
                throw new IOException("not an answer to what was asked at " + port.hostAndPort());
            }
            return answer.readInt();
        }
    }
}
