package dev.cdp.collector.service.schema;

import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.flat.FieldType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds events against the schemas, and learns what is new. */
@Singleton
public class SchemaCheck {
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
     * @return whether that was enough; otherwise {@link #check} has the answer
     * @throws CollectorException naming the field that conflicts
     */
    public boolean checkInMemory(Source source, SchemaKey key, List<SchemaField> fields) {
        if (source.schemaMode() == SchemaMode.OFF) {
            return true;
        }
        Optional<EventSchema> schema = registry.remembered(key);
        if (schema.isEmpty()) {
            return false;
        }
        Map<String, FieldType> unknown = schema.get().unknown(fields);
        if (!unknown.isEmpty() && schema.get().learning()) {
            return false;
        }
        pass(unknown);
        return true;
    }

    /**
     * Checks and learns; may wait for PostgreSQL.
     *
     * @throws CollectorException naming the field that conflicts
     */
    public void check(SchemaKey key, List<SchemaField> fields) {
        EventSchema schema = registry.remembered(key).orElseGet(() -> registry.load(key));
        Map<String, FieldType> unknown = schema.unknown(fields);
        if (!unknown.isEmpty() && schema.learning()) {
            // Another collector may have learned another type meanwhile: what stands is asked again.
            unknown = registry.learn(key, schema, unknown).unknown(fields);
        }
        pass(unknown);
    }

    private void pass(Map<String, FieldType> unknown) {
        if (!unknown.isEmpty()) {
            unlearned.increment(unknown.size());
        }
    }
}
