package dev.cdp.admin.service.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Lists and maps as columns hold them. */
final class Jsons {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Jsons() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }

    static List<String> list(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Map<String, String> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Map<String, Object> object(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that holds no such JSON", e);
        }
    }
}
