package dev.cdp.flink.kafka;

import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.serialization.Binary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.common.header.Header;

/**
 * One header of a Kafka record. The value is never null; a header without one is not carried. The
 * array is not copied.
 */
public record KafkaHeader(String key, byte[] value) implements Header {
    /** Between operators these are written as their number, from 1. */
    private static final String[] KNOWN = {
        RoutingHeaders.WORKSPACE_ID,
        RoutingHeaders.SOURCE_ID,
        RoutingHeaders.MESSAGE_ID,
        RoutingHeaders.TYPE,
        RoutingHeaders.RECEIVED_AT,
        RoutingHeaders.ORIGIN,
        RoutingHeaders.INGEST_POSITION,
        RoutingHeaders.CONTROL,
        RoutingHeaders.REQUEST_ID,
        RoutingHeaders.TRACEPARENT
    };

    private static final int OTHER = 0;

    /** The headers of a Kafka record, in their order. */
    static List<KafkaHeader> listOf(Iterable<Header> headers) {
        List<KafkaHeader> list = new ArrayList<>(8);
        for (Header header : headers) {
            if (header.value() != null) {
                list.add(new KafkaHeader(header.key(), header.value()));
            }
        }
        return list;
    }

    /** Writes headers for {@link #readList} of the same version: never in state. */
    public static void writeList(List<KafkaHeader> headers, DataOutputView target) throws IOException {
        Binary.writeLength(headers.size(), target);
        for (KafkaHeader header : headers) {
            writeName(header.key(), target);
            Binary.writeBytes(header.value(), target);
        }
    }

    public static List<KafkaHeader> readList(DataInputView source) throws IOException {
        int size = Binary.readLength(source);
        List<KafkaHeader> headers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            headers.add(new KafkaHeader(readName(source), Binary.readBytes(source)));
        }
        return headers;
    }

    private static void writeName(String name, DataOutputView target) throws IOException {
        for (int i = 0; i < KNOWN.length; i++) {
            if (KNOWN[i].equals(name)) {
                target.writeByte(i + 1);
                return;
            }
        }
        target.writeByte(OTHER);
        Binary.writeText(name, target);
    }

    private static String readName(DataInputView source) throws IOException {
        int number = source.readByte();
        return number == OTHER ? Binary.readText(source) : KNOWN[number - 1];
    }

    @Override
    public String toString() {
        return key + '=' + new String(value, StandardCharsets.UTF_8);
    }
}
