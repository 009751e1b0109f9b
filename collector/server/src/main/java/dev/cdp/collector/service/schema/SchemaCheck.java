package dev.cdp.collector.service.schema;

import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.flat.FieldType;
import dev.cdp.contract.flat.FlatField;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds events against the schemas, and learns what is new. */
@Singleton
public class SchemaCheck {
    private static final Optional<List<Misfit>> FITS = Optional.of(List.of());

    private final SchemaRegistry registry;
    private final Counter unlearned;

    SchemaCheck(SchemaRegistry registry, MeterRegistry metrics) {
        this.registry = registry;
        this.unlearned = Counter.builder("cdp.collector.fields.unlearned")
                .description("Fields that passed unlearned: PostgreSQL was away, or the schema is full")
                .register(metrics);
    }

    /**
     * Checks by what memory knows.
     *
     * @return the values that are to be moved aside, hardly ever any; empty when memory does not know
     *     enough: {@link #check} has the answer then
     * @throws CollectorException naming the field that conflicts
     */
    public Optional<List<Misfit>> checkInMemory(Source source, SchemaKey key, List<FlatField> fields) {
        if (source.schemaMode() == SchemaMode.OFF) {
            return FITS;
        }
        Optional<EventSchema> schema = registry.remembered(key);
        if (schema.isEmpty()) {
            return Optional.empty();
        }
        Findings findings = schema.get().check(source.schemaMode(), fields);
        if (!findings.unknown().isEmpty() && schema.get().learning()) {
            return Optional.empty();
        }
        pass(findings.unknown());
        return findings.misfits().isEmpty() ? FITS : Optional.of(findings.misfits());
    }

    /**
     * Checks and learns; may wait for PostgreSQL.
     *
     * @return the values that are to be moved aside
     * @throws CollectorException naming the field that conflicts
     */
    public List<Misfit> check(Source source, SchemaKey key, List<FlatField> fields) {
        EventSchema schema = registry.remembered(key).orElseGet(() -> registry.load(key));
        Findings findings = schema.check(source.schemaMode(), fields);
        if (!findings.unknown().isEmpty() && schema.learning()) {
            // Another collector may have learned another type meanwhile: what stands is asked again.
            EventSchema learned = registry.learn(key, schema, findings.unknown());
            findings = learned.check(source.schemaMode(), fields);
        }
        pass(findings.unknown());
        return findings.misfits();
    }

    private void pass(Map<String, FieldType> unknown) {
        if (!unknown.isEmpty()) {
            unlearned.increment(unknown.size());
        }
    }
}
