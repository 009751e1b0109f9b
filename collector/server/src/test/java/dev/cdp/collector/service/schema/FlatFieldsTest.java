package dev.cdp.collector.service.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FlatField;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlatFieldsTest {

    @Test
    void propertiesTraitsAndContextAreFlattenedEachByItself() {
        assertThat(of("{'properties':{'a':1},'traits':{'a':'x'},'context':{'page':{'Url':'u'}},'other':{}}"))
                .extracting(FlatField::name)
                .containsExactly("properties.a", "traits.a", "context.page_url");
    }

    @Test
    void aCollisionNamesTheField() {
        assertThatThrownBy(() -> of("{'properties':{'a':{'b':1},'a_b':2}}"))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.reason()).contains(Reason.NAME_COLLISION))
                .satisfies(e -> assertThat(e.field()).isEqualTo("properties.a_b"));
    }

    @Test
    void depthIsBounded() {
        String deep = "{'a':".repeat(40) + "1" + "}".repeat(40);
        assertThatThrownBy(() -> of("{'traits':" + deep + "}"))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.reason()).contains(Reason.LIMIT_EXCEEDED));
    }

    private static List<FlatField> of(String json) {
        try {
            return FlatFields.of(new JsonMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
