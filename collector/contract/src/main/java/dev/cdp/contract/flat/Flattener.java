package dev.cdp.contract.flat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one level of an object of many: {@code {"a":{"b":1}}} becomes {@code a_b = 1}. Names become
 * {@link SnakeCase snake_case}; arrays stay as they are; an empty object has no field.
 *
 * <p>The collector flattens to check the schema, the delivery job to write rows: both by this class,
 * so that a name is the same in both.
 */
public final class Flattener {
    private final Limits limits;
    private final String root;
    private volatile FlatName names;

    /**
     * What one object may hold.
     *
     * @param depth levels of objects and arrays, the outermost being 1
     * @param fields after flattening
     * @param nameLength characters of a flat name
     */
    public record Limits(int depth, int fields, int nameLength) {
        /** What the collector accepts unless it is configured otherwise. */
        public static final Limits DEFAULT = new Limits(16, 1_000, 255);
    }

    public Flattener(Limits limits) {
        this(limits, "");
    }

    /** @param root stands in front of each field's name, as it is, and counts for no limit */
    public Flattener(Limits limits, String root) {
        this.limits = limits;
        this.root = root;
        this.names = FlatName.root(root);
    }

    /**
     * Flattens an object.
     *
     * @param object a JSON object
     * @return its fields in the order in which they stand
     * @throws FlattenException when two names collide or a limit is passed; its names are without the root
     */
    public List<FlatField> flatten(JsonNode object) throws FlattenException {
        Run run = new Run(object.size());
        run.addMembers(names(), object, 1);
        return run.fields;
    }

    /** Anew when there is no room for more, so that no one's names keep out those of all others. */
    private FlatName names() {
        FlatName known = names;
        if (known.isFull()) {
            known = FlatName.root(root);
            names = known;
        }
        return known;
    }

    /** The fields of one object, as far as they are collected. */
    private final class Run {
        private final List<FlatField> fields;
        private final Set<String> taken;

        Run(int members) {
            int expected = Math.min(members, limits.fields());
            fields = new ArrayList<>(expected);
            taken = new HashSet<>(2 * expected);
        }

        void addMembers(FlatName of, JsonNode object, int depth) throws FlattenException {
            for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext(); ) {
                Map.Entry<String, JsonNode> member = it.next();
                FlatName name = of.member(member.getKey());
                requireShort(name.text());
                JsonNode value = member.getValue();
                if (value.isObject()) {
                    requireShallow(name.text(), depth + 1);
                    addMembers(name, value, depth + 1);
                } else {
                    requireShallowArray(name.text(), value, depth + 1);
                    add(name, value);
                }
            }
        }

        private void add(FlatName name, JsonNode value) throws FlattenException {
            if (!taken.add(name.full())) {
                throw new FlattenException(
                        FlattenException.Problem.COLLISION,
                        name.text(),
                        "two fields have the name '" + name.text() + "' after flattening: rename one of them");
            }
            if (fields.size() == limits.fields()) {
                throw limit(name.text(), "more than " + limits.fields() + " fields");
            }
            fields.add(new FlatField(name.full(), typeOf(value), value));
        }

        private void requireShallowArray(String name, JsonNode value, int depth) throws FlattenException {
            if (value.isContainerNode()) {
                requireShallow(name, depth);
                for (JsonNode element : value) {
                    requireShallowArray(name, element, depth + 1);
                }
            }
        }

        private void requireShallow(String name, int depth) throws FlattenException {
            if (depth > limits.depth()) {
                throw limit(name, "nested deeper than " + limits.depth() + " levels");
            }
        }

        private void requireShort(String name) throws FlattenException {
            if (name.length() > limits.nameLength()) {
                throw limit(
                        start(name, limits.nameLength()),
                        "the name is longer than " + limits.nameLength() + " characters");
            }
        }

        private FlattenException limit(String name, String message) {
            return new FlattenException(FlattenException.Problem.LIMIT, name, message);
        }
    }

    /**
     * A copy of an object without some of its fields. What is left keeps its place; an object of which
     * nothing is left stays, empty.
     *
     * @param object a JSON object
     * @param names flat names
     */
    public static ObjectNode without(JsonNode object, Set<String> names) {
        return without("", object, names);
    }

    private static ObjectNode without(String prefix, JsonNode object, Set<String> names) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = FlatName.below(prefix, member.getKey());
            JsonNode value = member.getValue();
            if (value.isObject()) {
                rest.set(member.getKey(), without(name, value, names));
            } else if (!names.contains(name)) {
                rest.set(member.getKey(), value);
            }
        }
        return rest;
    }

    /** The first characters of a name, without half a character at the end. */
    private static String start(String name, int length) {
        boolean cutsAPair = Character.isHighSurrogate(name.charAt(length - 1));
        return name.substring(0, cutsAPair ? length - 1 : length);
    }

    private static FieldType typeOf(JsonNode value) {
        JsonNodeType type = value.getNodeType();
        return switch (type) {
            case STRING -> FieldType.STRING;
            case NUMBER -> FieldType.NUMBER;
            case BOOLEAN -> FieldType.BOOLEAN;
            case ARRAY -> FieldType.ARRAY;
            case NULL -> FieldType.NULL;
            default -> throw new IllegalArgumentException("not a JSON field value: " + type);
        };
    }
}
