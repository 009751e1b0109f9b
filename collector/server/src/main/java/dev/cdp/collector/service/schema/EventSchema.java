package dev.cdp.collector.service.schema;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.ClientTimes;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FieldType;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The known fields of one event. Immutable.
 *
 * @param learning whether an unknown field can be learned now; otherwise it passes unlearned
 */
record EventSchema(Map<String, FieldType> fields, boolean learning) {

    /**
     * The fields that are not known, with their types.
     *
     * @throws CollectorException naming the first field whose value has another type than the known one
     */
    Map<String, FieldType> unknown(List<SchemaField> sent) {
        Map<String, FieldType> unknown = Map.of();
        for (SchemaField field : sent) {
            FieldType expected = fields.get(field.name());
            if (expected == null) {
                if (field.type() != FieldType.NULL) {
                    if (unknown.isEmpty()) {
                        unknown = new LinkedHashMap<>();
                    }
                    unknown.put(field.name(), field.type());
                }
            } else if (!fits(expected, field)) {
                throw CollectorException.invalid(
                        Reason.TYPE_CONFLICT,
                        field.name(),
                        "%s is a %s, but the value sent is a %s"
                                .formatted(
                                        field.name(),
                                        expected.wireName(),
                                        field.type().wireName()));
            }
        }
        return unknown;
    }

    private static boolean fits(FieldType expected, SchemaField field) {
        if (expected == field.type() || field.type() == FieldType.NULL) {
            return true;
        }
        return expected == FieldType.TIMESTAMP
                && field.type() == FieldType.STRING
                && isTime(field.value().textValue());
    }

    private static boolean isTime(String text) {
        try {
            ClientTimes.parse(text);
            return true;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
