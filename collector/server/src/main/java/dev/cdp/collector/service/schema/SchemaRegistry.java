package dev.cdp.collector.service.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.config.SchemaSettings;
import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.repo.SchemaRepository;
import dev.cdp.collector.service.Expiry;
import dev.cdp.contract.flat.FieldType;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas as this collector remembers them. While PostgreSQL is away what is remembered goes on
 * to hold, and nothing is learned.
 */
@Singleton
class SchemaRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);

    /** What the table's primary key can hold of a name, in UTF-8. */
    private static final int MAX_NAME_BYTES = 1024;

    private final SchemaRepository repository;
    private final SchemaSettings settings;
    private final Expiry expiry;
    private final Cache<SchemaKey, Entry> schemas;
    private final Cache<String, AtomicInteger> eventsOfWorkspace;

    private record Entry(EventSchema schema, long expiresAt) {}

    SchemaRegistry(SchemaRepository repository, SchemaSettings settings, CacheSettings cache, Expiry expiry) {
        this.repository = repository;
        this.settings = settings;
        this.expiry = expiry;
        this.schemas = Caffeine.newBuilder().maximumSize(cache.entries()).build();
        this.eventsOfWorkspace = Caffeine.newBuilder()
                .maximumSize(cache.entries())
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    /** The schema, if memory has it and it has not expired. Never blocks. */
    Optional<EventSchema> remembered(SchemaKey key) {
        Entry entry = schemas.getIfPresent(key);
        return entry == null || expiry.isOver(entry.expiresAt()) ? Optional.empty() : Optional.of(entry.schema());
    }

    /** The schema as it stands. May block. */
    EventSchema load(SchemaKey key) {
        try {
            return remember(key, repository.find(key));
        } catch (SQLException e) {
            return withoutDatabase(key, e);
        }
    }

    /** The schema after these fields were learned, as far as the bounds allow. May block. */
    EventSchema learn(SchemaKey key, EventSchema schema, Map<String, FieldType> unknown) {
        try {
            Map<String, FieldType> learnable = learnable(key, schema, unknown);
            if (learnable.isEmpty()) {
                return remember(key, new EventSchema(schema.fields(), false, schema.known()), expiry.next());
            }
            return remember(key, repository.learn(key, learnable));
        } catch (SQLException e) {
            return withoutDatabase(key, e);
        }
    }

    private Map<String, FieldType> learnable(SchemaKey key, EventSchema schema, Map<String, FieldType> unknown)
            throws SQLException {
        if (schema.fields().isEmpty() && !mayAddEvent(key.workspaceId())) {
            return Map.of();
        }
        int room = settings.fieldsPerEvent() - schema.fields().size();
        Map<String, FieldType> learnable = new HashMap<>();
        unknown.forEach((field, type) -> {
            if (learnable.size() < room && field.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES) {
                learnable.put(field, type);
            }
        });
        return learnable;
    }

    private boolean mayAddEvent(String workspaceId) throws SQLException {
        AtomicInteger events = eventsOfWorkspace.getIfPresent(workspaceId);
        if (events == null) {
            events = new AtomicInteger(repository.countEvents(workspaceId));
            eventsOfWorkspace.put(workspaceId, events);
        }
        return events.getAndIncrement() < settings.eventsPerWorkspace();
    }

    private EventSchema remember(SchemaKey key, Map<String, FieldType> fields) {
        boolean learning = fields.size() < settings.fieldsPerEvent();
        return remember(key, new EventSchema(Map.copyOf(fields), learning, true), expiry.next());
    }

    private EventSchema remember(SchemaKey key, EventSchema schema, long expiresAt) {
        schemas.put(key, new Entry(schema, expiresAt));
        return schema;
    }

    private EventSchema withoutDatabase(SchemaKey key, SQLException e) {
        LOG.warn("PostgreSQL does not tell schemas: {}", e.getMessage());
        Entry stale = schemas.getIfPresent(key);
        EventSchema schema = stale == null ? new EventSchema(Map.of(), false, false) : stale.schema();
        return remember(key, new EventSchema(schema.fields(), false, schema.known()), expiry.soon());
    }
}
