package dev.cdp.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.local.Settings;
import dev.cdp.local.Stack;
import dev.cdp.local.dist.Repository;
import dev.cdp.testkit.page.ReferencePage;
import dev.cdp.testkit.page.Section;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/topics.md says what the code does, all of it and nothing else. */
class TopicsPageTest {
    private static final ReferencePage PAGE = ReferencePage.of("topics.md");

    @Test
    void pageNamesEachTopicOfTheContract() {
        assertThat(PAGE.below("Topics").stream().map(Section::heading).map(ReferencePage::code))
                .containsExactlyInAnyOrderElementsOf(constants(Topics.class));
    }

    @Test
    void topicsAreAsTheStackMakesThem() {
        Map<String, String> written = PAGE.section("Topics").rows().stream()
                .collect(Collectors.toMap(
                        row -> ReferencePage.code(row.get("topic")),
                        row -> row.get("partitions") + " " + ReferencePage.code(row.get("settings"))));

        assertThat(written)
                .isEqualTo(stack().kafka().topics().stream()
                        .collect(Collectors.toMap(NewTopic::name, TopicsPageTest::asWritten)));
    }

    @Test
    void brokerIsStartedWithTheseSettings() throws IOException {
        String code = Files.readString(
                Repository.find().resolve("deploy/local/src/main/java/dev/cdp/local/component/Kafka.java"));
        List<String> settings =
                PAGE.section("Topics").blocks("properties").get(0).lines().toList();

        assertThat(settings).isNotEmpty();
        assertThat(code.lines().map(String::strip)).containsAll(settings);
    }

    @Test
    void headersAreThoseOfTheContract() {
        assertThat(PAGE.section("Headers").rows().stream().map(row -> ReferencePage.code(row.get("header"))))
                .containsExactlyInAnyOrderElementsOf(constants(RoutingHeaders.class));
    }

    @Test
    void eachRecordedFormIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(recorded())) {
            assertThat(ReferencePage.codes(PAGE.text()))
                    .containsAll(
                            files.map(file -> file.getFileName().toString()).toList());
        }
    }

    static Stream<Named<Section>> records() {
        return PAGE.below("Records").stream().map(record -> Named.of(record.heading(), record));
    }

    /** The recorded bytes have every member, as the codec writes the same ones again (RecordCompatibilityTest). */
    @ParameterizedTest
    @MethodSource("records")
    void fieldsAndExamplesAreThoseOfTheRecordedBytes(Section record) throws IOException {
        Map<String, Set<String>> members = new TreeMap<>();
        for (String file : ReferencePage.codes(record.item("Recorded"))) {
            collect("", new ObjectMapper().readTree(recorded().resolve(file).toFile()), members);
        }

        assertThat(record.rows().stream().map(row -> ReferencePage.code(row.get("field"))))
                .containsExactlyInAnyOrderElementsOf(members.keySet());
        for (Map<String, String> row : record.rows()) {
            String example = ReferencePage.code(row.get("example"));
            if (!example.isEmpty()) {
                assertThat(members.get(ReferencePage.code(row.get("field")))).contains(example);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void fieldsAreThoseOfTheClass(Section record) throws ClassNotFoundException {
        Set<String> fields = record.rows().stream()
                .map(row -> ReferencePage.code(row.get("field")))
                .filter(field -> !field.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
        // Of each record's form, and of its kind on the topic: no members of the class.
        fields.removeAll(List.of("v", "kind"));

        assertThat(components(record).stream().map(RecordComponent::getName))
                .containsExactlyInAnyOrderElementsOf(fields);
    }

    @ParameterizedTest
    @MethodSource("records")
    void valuesAreThoseOfTheEnum(Section record) throws ClassNotFoundException {
        for (RecordComponent component : components(record)) {
            if (component.getType().isEnum()) {
                String type = record.rows().stream()
                        .filter(row -> ReferencePage.code(row.get("field")).equals(component.getName()))
                        .map(row -> row.get("type"))
                        .findFirst()
                        .orElseThrow();

                assertThat(ReferencePage.codes(type))
                        .as(component.getName())
                        .containsExactlyInAnyOrderElementsOf(
                                Arrays.stream(component.getType().getEnumConstants())
                                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                        .toList());
            }
        }
    }

    private static List<RecordComponent> components(Section record) throws ClassNotFoundException {
        return List.of(Class.forName(ReferencePage.code(record.item("Code"))).getRecordComponents());
    }

    /** Paths of all members, with the values that they have; what clients send and what is a record of its own is one. */
    private static void collect(String prefix, JsonNode object, Map<String, Set<String>> members) {
        object.fields().forEachRemaining(member -> {
            String path = prefix + member.getKey();
            JsonNode value = member.getValue();
            members.computeIfAbsent(path, any -> new TreeSet<>()).add(value.toString());
            if (List.of("payload", "envelope", "settings").contains(member.getKey())) {
                return;
            }
            if (value.isArray()) {
                value.forEach(element -> collect(path + "[].", element, members));
            }
            if (value.isObject()) {
                collect(path + ".", value, members);
            }
        });
    }

    private static String asWritten(NewTopic topic) {
        return topic.numPartitions() + " "
                + (topic.configs() == null ? Map.<String, String>of() : topic.configs())
                        .entrySet().stream()
                                .map(setting -> setting.getKey() + '=' + setting.getValue())
                                .collect(Collectors.joining(" "));
    }

    private static Stack stack() {
        return Stack.of(new Settings(Map.of(), Path.of("target")), Repository.find());
    }

    private static List<String> constants(Class<?> names) {
        List<String> constants = new ArrayList<>();
        for (var field : names.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                try {
                    constants.add((String) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return constants;
    }

    private static Path recorded() {
        return Repository.find().resolve("collector/contract/src/test/resources/recorded");
    }
}
