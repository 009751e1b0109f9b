package dev.cdp.collector.service.schema;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cdp.collector.config.CacheSettings;
import dev.cdp.collector.config.SchemaSettings;
import dev.cdp.collector.domain.SchemaKey;
import dev.cdp.collector.live.ChangeListener;
import dev.cdp.collector.repo.SchemaRepository;
import dev.cdp.collector.service.Expiry;
import dev.cdp.contract.flat.FieldType;
import dev.cdp.contract.live.Invalidation;
import dev.cdp.contract.live.Invalidation.SchemaChanged;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas as this collector remembers them. While PostgreSQL is away what is remembered goes on
 * to hold, and nothing is learned.
 */
@Singleton
class SchemaRegistry implements ChangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);

    /** What the table's primary key can hold of a name, in UTF-8. */
    private static final int MAX_NAME_BYTES = 1024;

    private final SchemaRepository repository;
    private final SchemaSettings settings;
    private final Expiry expiry;
    private final Cache<SchemaKey, Entry> schemas;
    private final Cache<String, AtomicInteger> eventsOfWorkspace;

    /** Grows with each change: what was read before one is not remembered after it. */
    private final AtomicLong changes = new AtomicLong();

    /** What was remembered before this change is expired. */
    private volatile long expiredBefore;

    private record Entry(EventSchema schema, long expiresAt, long asOf) {}

    SchemaRegistry(SchemaRepository repository, SchemaSettings settings, CacheSettings cache, Expiry expiry) {
        this.repository = repository;
        this.settings = settings;
        this.expiry = expiry;
        // Upkeep by whoever reads: to wake another thread for it costs more.
        this.schemas = Caffeine.newBuilder()
                .maximumSize(cache.entries())
                .executor(Runnable::run)
                .build();
        this.eventsOfWorkspace = Caffeine.newBuilder()
                .maximumSize(cache.entries())
                .expireAfterWrite(Duration.ofMinutes(1))
                .build();
    }

    /** The schema, if memory has it and it has not expired. Never blocks. */
    Optional<EventSchema> remembered(SchemaKey key) {
        Entry entry = schemas.getIfPresent(key);
        return entry == null || entry.asOf() < expiredBefore || expiry.isOver(entry.expiresAt())
                ? Optional.empty()
                : Optional.of(entry.schema());
    }

    /** The schema as it stands. May block. */
    EventSchema load(SchemaKey key) {
        long asOf = changes.get();
        try {
            return remember(key, repository.find(key), asOf);
        } catch (SQLException e) {
            return withoutDatabase(key, e);
        }
    }

    /** The schema after these fields were learned, as far as the bounds allow. May block. */
    EventSchema learn(SchemaKey key, EventSchema schema, Map<String, FieldType> unknown) {
        long asOf = changes.get();
        try {
            Map<String, FieldType> learnable = learnable(key, schema, unknown);
            if (learnable.isEmpty()) {
                return full(key, schema);
            }
            return remember(key, repository.learn(key, learnable), asOf);
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

    private EventSchema remember(SchemaKey key, Map<String, FieldType> fields, long asOf) {
        boolean learning = fields.size() < settings.fieldsPerEvent();
        EventSchema schema = new EventSchema(Map.copyOf(fields), learning, true);
        Entry entry = new Entry(schema, expiry.next(), asOf);
        schemas.put(key, entry);
        if (changes.get() != asOf) {
            // In this order: a change that is counted after the look finds the entry and removes it.
            schemas.asMap().remove(key, entry);
        }
        return schema;
    }

    /** Nothing more is learned for a while. A schema that is no longer remembered stays forgotten. */
    private EventSchema full(SchemaKey key, EventSchema schema) {
        EventSchema full = new EventSchema(schema.fields(), false, schema.known());
        schemas.asMap()
                .computeIfPresent(
                        key,
                        (same, entry) -> entry.schema().equals(schema)
                                ? new Entry(full, entry.expiresAt(), entry.asOf())
                                : entry);
        return full;
    }

    private EventSchema withoutDatabase(SchemaKey key, SQLException e) {
        LOG.warn("PostgreSQL does not tell schemas: {}", e.getMessage());
        return schemas.asMap().compute(key, (same, entry) -> unlearning(entry)).schema();
    }

    private Entry unlearning(Entry stale) {
        EventSchema schema = stale == null ? new EventSchema(Map.of(), false, false) : stale.schema();
        EventSchema fixed = new EventSchema(schema.fields(), false, schema.known());
        return new Entry(fixed, expiry.soon(), changes.get());
    }

    @Override
    public void changed(Invalidation change) {
        if (change instanceof SchemaChanged schema) {
            changes.incrementAndGet();
            schemas.invalidate(new SchemaKey(schema.workspaceId(), schema.eventType(), schema.eventName()));
            eventsOfWorkspace.invalidate(schema.workspaceId());
        } else if (change instanceof WorkspaceChanged workspace) {
            changes.incrementAndGet();
            schemas.asMap().keySet().removeIf(key -> key.workspaceId().equals(workspace.workspaceId()));
            eventsOfWorkspace.invalidate(workspace.workspaceId());
        }
    }

    @Override
    public void missed() {
        expiredBefore = changes.incrementAndGet();
    }
}
