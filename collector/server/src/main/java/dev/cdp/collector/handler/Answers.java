package dev.cdp.collector.handler;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.service.Receipt;
import java.nio.charset.StandardCharsets;

/** The JSON of answers. */
final class Answers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private Answers() {}

    static byte[] of(Receipt receipt) {
        if (receipt.rejected().isEmpty()) {
            return SUCCESS;
        }
        ObjectNode answer = JSON.createObjectNode().put("success", true);
        ArrayNode rejected = answer.putArray("rejected");
        for (Receipt.Rejected event : receipt.rejected()) {
            ObjectNode item = rejected.addObject()
                    .put("index", event.index())
                    .put("message_id", event.messageId())
                    .put("error", event.error());
            putField(item, event.field());
        }
        return bytes(answer);
    }

    /** The one error body. */
    static byte[] error(String message, String field) {
        return bytes(putField(JSON.createObjectNode().put("error", message), field));
    }

    private static ObjectNode putField(ObjectNode object, String field) {
        return field.isEmpty() ? object : object.put("field", field);
    }

    static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
