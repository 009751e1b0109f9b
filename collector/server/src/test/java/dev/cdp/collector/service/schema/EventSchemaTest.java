package dev.cdp.collector.service.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FieldType;
import dev.cdp.contract.flat.FlatField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSchemaTest {
    private static final Map<String, FieldType> FIELDS = Map.of(
            "properties.price",
            FieldType.NUMBER,
            "properties.sizes",
            FieldType.ARRAY,
            "properties.at",
            FieldType.TIMESTAMP);
    private final EventSchema schema = new EventSchema(FIELDS, true, true);

    @ParameterizedTest
    @EnumSource(
            value = SchemaMode.class,
            names = {"LEARN", "STRICT", "KEEP"})
    void whatFitsIsFoundToLackNothing(SchemaMode mode) {
        assertThat(check(mode, "{'price':1,'sizes':[],'at':'2026-01-31'}")).isSameAs(Findings.NONE);
        assertThat(check(mode, "{'price':null,'sizes':null,'at':null,'new':null}"))
                .as("null fits any type and teaches none")
                .isSameAs(Findings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'price':'1'}   | properties.price | properties.price is a number, but the value sent is a string",
                "{'price':[1]}   | properties.price | properties.price is a number, but the value sent is an array",
                "{'sizes':true}  | properties.sizes | properties.sizes is an array, but the value sent is a boolean",
                "{'at':'soon'}   | properties.at    | properties.at is a timestamp, but the value sent is a string that is no time",
                "{'at':17}       | properties.at    | properties.at is a timestamp, but the value sent is a number that is no time"
            })
    void aConflictNamesTheFieldAndBothTypes(String properties, String field, String message) {
        for (SchemaMode mode : new SchemaMode[] {SchemaMode.LEARN, SchemaMode.STRICT}) {
            assertThatThrownBy(() -> check(mode, properties))
                    .asInstanceOf(type(CollectorException.class))
                    .satisfies(e -> assertThat(e.reason()).contains(Reason.TYPE_CONFLICT))
                    .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                    .satisfies(e -> assertThat(e.getMessage()).isEqualTo(message));
        }
    }

    @Test
    void anUnknownFieldIsReportedWithItsType() {
        assertThat(check(SchemaMode.LEARN, "{'age':7}").unknown())
                .containsExactly(Map.entry("properties.age", FieldType.NUMBER));
    }

    @Test
    void strictRefusesWhatIsNotDeclared() {
        assertThatThrownBy(() -> check(SchemaMode.STRICT, "{'price':1,'age':7}"))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.reason()).contains(Reason.UNDECLARED_FIELD))
                .satisfies(e -> assertThat(e.field()).isEqualTo("properties.age"))
                .satisfies(
                        e -> assertThat(e.getMessage()).contains("not declared").contains("number"));
    }

    @Test
    void strictLetsPassWhatNobodyCouldBeAskedAbout() {
        EventSchema unasked = new EventSchema(Map.of(), false, false);
        assertThat(unasked.check(SchemaMode.STRICT, fields("{'age':7}")).unknown())
                .containsOnlyKeys("properties.age");
    }

    @Test
    void keepReportsEveryMisfitAndWhatCanBeLearned() {
        Findings findings = check(SchemaMode.KEEP, "{'price':'1','new':1,'sizes':2}");
        assertThat(findings.misfits())
                .extracting(Misfit::field, Misfit::expected, Misfit::given)
                .containsExactly(
                        tuple("properties.price", FieldType.NUMBER, FieldType.STRING),
                        tuple("properties.sizes", FieldType.ARRAY, FieldType.NUMBER));
        assertThat(findings.unknown()).containsOnlyKeys("properties.new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'2026-01-31T10:00:00Z'", "'2026-01-31 10:00:00 +0100'", "'1764000000123'", "1764000000123"})
    void aDeclaredTimestampTakesEveryFormOfTime(String time) {
        assertThat(check(SchemaMode.LEARN, "{'at':" + time + "}")).isSameAs(Findings.NONE);
    }

    private Findings check(SchemaMode mode, String properties) {
        return schema.check(mode, fields(properties));
    }

    private static List<FlatField> fields(String properties) {
        try {
            return FlatFields.of(new JsonMapper().readTree(("{'properties':" + properties + "}").replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
