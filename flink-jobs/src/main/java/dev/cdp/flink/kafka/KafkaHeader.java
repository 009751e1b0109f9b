package dev.cdp.flink.kafka;

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

    /** Writes headers for {@link #readList}. */
    public static void writeList(List<KafkaHeader> headers, DataOutputView target) throws IOException {
        Binary.writeLength(headers.size(), target);
        for (KafkaHeader header : headers) {
            Binary.writeText(header.key(), target);
            Binary.writeBytes(header.value(), target);
        }
    }

    public static List<KafkaHeader> readList(DataInputView source) throws IOException {
        int size = Binary.readLength(source);
        List<KafkaHeader> headers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            headers.add(new KafkaHeader(Binary.readText(source), Binary.readBytes(source)));
        }
        return headers;
    }

    @Override
    public String toString() {
        return key + '=' + new String(value, StandardCharsets.UTF_8);
    }
}
