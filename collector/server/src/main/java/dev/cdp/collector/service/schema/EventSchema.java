package dev.cdp.collector.service.schema;

import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.ClientTimes;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FieldType;
import dev.cdp.contract.flat.FlatField;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The known fields of one event. Immutable.
 *
 * @param learning whether an unknown field can be learned now; otherwise it passes unlearned
 * @param known false when PostgreSQL could not be asked: then a missing field may be declared all
 *     the same
 */
record EventSchema(Map<String, FieldType> fields, boolean learning, boolean known) {

    /**
     * Holds the fields of an event against this schema. Null fits any type, and says nothing about an
     * undeclared field.
     *
     * @throws CollectorException naming the first field that conflicts, where the mode says so
     */
    Findings check(SchemaMode mode, List<FlatField> sent) {
        Map<String, FieldType> unknown = null;
        List<Misfit> misfits = null;
        for (FlatField field : sent) {
            if (field.type() == FieldType.NULL) {
                continue;
            }
            FieldType expected = fields.get(field.name());
            if (expected == null) {
                requireDeclarable(mode, field);
                unknown = unknown == null ? new LinkedHashMap<>() : unknown;
                unknown.put(field.name(), field.type());
            } else if (!fits(expected, field)) {
                misfits = misfits == null ? new ArrayList<>() : misfits;
                misfits.add(misfit(mode, expected, field));
            }
        }
        return unknown == null && misfits == null
                ? Findings.NONE
                : new Findings(unknown == null ? Map.of() : unknown, misfits == null ? List.of() : misfits);
    }

    private void requireDeclarable(SchemaMode mode, FlatField field) {
        if (mode == SchemaMode.STRICT && known) {
            throw CollectorException.invalid(
                    Reason.UNDECLARED_FIELD,
                    field.name(),
                    "%s is not declared: this source takes declared fields only, the value sent is %s"
                            .formatted(field.name(), field.type().wireName()));
        }
    }

    private static Misfit misfit(SchemaMode mode, FieldType expected, FlatField field) {
        Misfit misfit = new Misfit(field.name(), expected, field.type(), field.value());
        if (mode != SchemaMode.KEEP) {
            throw misfit.toConflict();
        }
        return misfit;
    }

    private static boolean fits(FieldType expected, FlatField field) {
        return expected == field.type() || (expected == FieldType.TIMESTAMP && isTime(field));
    }

    /** ISO 8601, or epoch milliseconds as a number or as digits. */
    private static boolean isTime(FlatField field) {
        if (field.type() != FieldType.STRING && !field.value().isIntegralNumber()) {
            return false;
        }
        try {
            ClientTimes.parse(field.value().asText());
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
