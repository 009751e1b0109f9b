package dev.cdp.flink.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.ProcessedEvent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;

/**
 * The event as a function gets it: what the SDK sent, in Segment's nested shape, with what the server knows better.
 * The server's members stand behind the client's: of two members of a name JSON.parse takes the last, and nothing has
 * to be parsed here.
 */
public final class FunctionInput {
    private FunctionInput() {}

    /** One JSON object in UTF-8. {@code userId} is that of the link in force for an anonymous event, or null. */
    public static byte[] of(ProcessedEvent event) {
        Envelope envelope = event.envelope();
        byte[] payload = envelope.payload().utf8();
        ByteArrayOutputStream json = new ByteArrayOutputStream(payload.length + 320);
        int end = lastIndexOf(payload, (byte) '}');
        json.write(payload, 0, end);
        member(
                json,
                isEmptyObject(payload, end) ? "" : ",",
                "type",
                envelope.type().wireName());
        member(json, ",", "messageId", envelope.messageId());
        member(json, ",", "anonymousId", envelope.anonymousId());
        member(json, ",", "userId", event.userId());
        member(
                json,
                ",",
                "timestamp",
                Instant.ofEpochMilli(envelope.timestamp()).toString());
        member(
                json,
                ",",
                "receivedAt",
                Instant.ofEpochMilli(envelope.receivedAt()).toString());
        json.write('}');
        return json.toByteArray();
    }

    /** An empty value is null, as in what SDKs send. */
    private static void member(ByteArrayOutputStream json, String before, String name, String value) {
        json.writeBytes((before + '"' + name + "\":").getBytes(UTF_8));
        if (value.isEmpty()) {
            json.writeBytes("null".getBytes(UTF_8));
            return;
        }
        json.write('"');
        json.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(value));
        json.write('"');
    }

    private static boolean isEmptyObject(byte[] object, int end) {
        int at = end - 1;
        while (object[at] <= ' ') {
            at--;
        }
        return object[at] == '{';
    }

    private static int lastIndexOf(byte[] bytes, byte wanted) {
        int at = bytes.length - 1;
        while (bytes[at] != wanted) {
            at--;
        }
        return at;
    }
}
