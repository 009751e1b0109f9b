package dev.cdp.contract.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlattenerTest {
    private final Flattener flattener = new Flattener(new Flattener.Limits(3, 4, 20));

    @Test
    void nestedNamesAreJoined() throws Exception {
        assertThat(flat("{'a':{'b':1,'c':{'d':true}},'e':'x'}")).isEqualTo("a_b=number a_c_d=boolean e=string");
    }

    @Test
    void arraysStayWholeAndEmptyObjectsVanish() throws Exception {
        assertThat(flat("{'products':[{'id':1}],'none':{},'gone':null}")).isEqualTo("products=array gone=null");
    }

    @Test
    void rootStandsInFrontOfNamesAndCountsForNoLimit() throws Exception {
        Flattener rooted = new Flattener(new Flattener.Limits(3, 4, 5), "Any Root.");
        JsonNode object = new ObjectMapper().readTree("{\"a\":{\"bC\":1},\"abcd\":2}");
        assertThat(rooted.flatten(object))
                .extracting(FlatField::name)
                .containsExactly("Any Root.a_b_c", "Any Root.abcd");
    }

    /** Names are remembered up to a bound, which anyone's can fill. */
    @Test
    void namesAreTheSameHoweverManyCameBefore() throws Exception {
        Flattener wide = new Flattener(Flattener.Limits.DEFAULT);
        for (int i = 0; i < 10_000; i++) {
            JsonNode object =
                    new ObjectMapper().readTree("{\"someName\":{\"n" + i + "\":1},\"N " + i + "\":2,\"same\":3}");
            assertThat(wide.flatten(object))
                    .extracting(FlatField::name)
                    .containsExactly("some_name_n" + i, "n_" + i, "same");
        }
    }

    @Test
    void namesThatCollideAreRefusedAlsoWhenTheyAreKnown() throws Exception {
        assertThat(flat("{'a':{'b':1}}")).isEqualTo("a_b=number");
        assertThat(flat("{'a_b':1}")).isEqualTo("a_b=number");
        assertThatExceptionOfType(FlattenException.class).isThrownBy(() -> flat("{'a':{'b':1},'a_b':2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a':{'b':1},'a_b':2}", "{'aB':1,'a_b':2}", "{'a b':1,'A-B':{'':2},'a-b':3}"})
    void namesThatCollideAreRefused(String json) {
        assertThatExceptionOfType(FlattenException.class)
                .isThrownBy(() -> flat(json))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(FlattenException.Problem.COLLISION))
                .satisfies(e -> assertThat(e.field()).isEqualTo("a_b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'b':{'c':{'d':1}}}}",
                "{'a':[[[1]]]}",
                "{'a':[{'b':{}}]}",
                "{'a':1,'b':1,'c':1,'d':1,'e':1}",
                "{'a_name_that_is_longer_than_twenty':1}"
            })
    void whatPassesALimitIsRefused(String json) {
        assertThatExceptionOfType(FlattenException.class)
                .isThrownBy(() -> flat(json))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(FlattenException.Problem.LIMIT));
    }

    @Test
    void theNameInARefusalHoldsNoHalfCharacter() {
        String longName = "x".repeat(19) + "\uD835\uDCCD".repeat(3);
        assertThatExceptionOfType(FlattenException.class)
                .isThrownBy(() -> flat("{'" + longName + "':1}"))
                .satisfies(e -> assertThat(e.field()).isEqualTo("x".repeat(19)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':1,'b':2}                     | b       | {'a':1}",
                "{'a':{'Bc':1,'d':{'e':2}},'f':3}  | a_bc    | {'a':{'d':{'e':2}},'f':3}",
                "{'a':{'Bc':1,'d':{'e':2}},'f':3}  | a_d_e f | {'a':{'Bc':1,'d':{}}}",
                "{'a':[{'b':1}],'a b':2}           | a_b     | {'a':[{'b':1}]}",
                "{'a':1.50}                        | b       | {'a':1.5}"
            })
    void fieldsAreTakenOutByTheirFlatNames(String json, String names, String rest) throws Exception {
        JsonNode object = new ObjectMapper().readTree(json.replace('\'', '"'));
        assertThat(Flattener.without(object, Set.of(names.split(" ")))
                        .toString()
                        .replace('"', '\''))
                .isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({
        "product_id, product_id",
        "productId, product_id",
        "Product ID, product_id",
        "product-id, product_id",
        "URLPath, url_path",
        "someURL, some_url",
        "a1B2, a1_b2",
        "$price, price",
        "_id, id",
        "a.b, a_b",
        "a__b, a_b",
        "trailing_, trailing",
        "Größe, größe",
        "价格, 价格",
        "'', _",
        "$$, _"
    })
    void namesBecomeSnakeCase(String name, String snakeCase) {
        assertThat(SnakeCase.of(name)).isEqualTo(snakeCase);
    }

    private String flat(String json) throws FlattenException, JsonProcessingException {
        List<FlatField> fields = flattener.flatten(new ObjectMapper().readTree(json.replace('\'', '"')));
        return fields.stream()
                .map(field -> field.name() + '=' + field.type().wireName())
                .collect(Collectors.joining(" "));
    }
}
