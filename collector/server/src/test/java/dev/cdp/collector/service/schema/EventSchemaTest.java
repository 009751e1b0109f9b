package dev.cdp.collector.service.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FieldType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSchemaTest {
    private final EventSchema schema =
            new EventSchema(Map.of("properties.price", FieldType.NUMBER, "properties.at", FieldType.TIMESTAMP), true);

    @Test
    void aFieldOfTheKnownTypeFits() {
        assertThat(schema.unknown(List.of(field("properties.price", FieldType.NUMBER))))
                .isEmpty();
    }

    @Test
    void nullFitsAnyTypeAndTeachesNone() {
        assertThat(schema.unknown(List.of(field("properties.price", FieldType.NULL))))
                .isEmpty();
        assertThat(schema.unknown(List.of(field("properties.new", FieldType.NULL))))
                .isEmpty();
    }

    @Test
    void aConflictNamesTheFieldAndBothTypes() {
        assertThatThrownBy(() -> schema.unknown(List.of(field("properties.price", FieldType.STRING))))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.reason()).contains(Reason.TYPE_CONFLICT))
                .satisfies(e -> assertThat(e.field()).isEqualTo("properties.price"))
                .satisfies(e -> assertThat(e.getMessage()).contains("number").contains("string"));
    }

    @Test
    void anUnknownFieldIsReportedWithItsType() {
        assertThat(schema.unknown(List.of(field("traits.age", FieldType.NUMBER))))
                .containsExactly(Map.entry("traits.age", FieldType.NUMBER));
    }

    @Test
    void aDeclaredTimestampTakesTimesOnly() {
        assertThat(schema.unknown(List.of(text("properties.at", "2026-01-31T10:00:00Z"))))
                .isEmpty();
        assertThatThrownBy(() -> schema.unknown(List.of(text("properties.at", "soon"))))
                .isInstanceOf(CollectorException.class);
        assertThatThrownBy(() -> schema.unknown(List.of(field("properties.at", FieldType.NUMBER))))
                .isInstanceOf(CollectorException.class);
    }

    private static SchemaField field(String name, FieldType type) {
        return new SchemaField(name, type, JsonNodeFactory.instance.nullNode());
    }

    private static SchemaField text(String name, String value) {
        return new SchemaField(name, FieldType.STRING, JsonNodeFactory.instance.textNode(value));
    }
}
