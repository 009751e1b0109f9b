package dev.cdp.collector.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.service.schema.Misfit;
import dev.cdp.contract.flat.FieldType;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisfitsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void valuesAreMovedAsideWithTheirReason() throws Exception {
        JsonNode event =
                json("{'writeKey':'k','event':'e','properties':{'Size':{'w':'1','h':2}},'traits':{'vip':7,'a':1}}");
        assertThat(moved(
                        event,
                        new Misfit("properties.size_w", FieldType.NUMBER, FieldType.STRING, json("'1'")),
                        new Misfit("traits.vip", FieldType.BOOLEAN, FieldType.NUMBER, json("7"))))
                .isEqualTo(
                        "{'event':'e','properties':{'Size':{'h':2}},'traits':{'a':1},'_misfit':["
                                + "{'field':'properties.size_w','reason':'type_conflict','expected':'number','given':'string','value':'1'},"
                                + "{'field':'traits.vip','reason':'type_conflict','expected':'boolean','given':'number','value':7}]}");
        assertThat(event.has("writeKey"))
                .as("the event itself is left as it was")
                .isTrue();
    }

    @Test
    void aFieldOfAnotherObjectStays() throws Exception {
        JsonNode event = json("{'properties':{'a':1},'traits':{'a':1},'context':{'properties':{'a':1}}}");
        assertThat(moved(event, new Misfit("properties.a", FieldType.STRING, FieldType.NUMBER, json("1"))))
                .startsWith("{'properties':{},'traits':{'a':1},'context':{'properties':{'a':1}},'_misfit':");
    }

    private static String moved(JsonNode event, Misfit... misfits) {
        return Misfits.moved(event, List.of(misfits)).text().replace('"', '\'');
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
