package dev.cdp.admin.service.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.repo.AuditRepository;
import dev.cdp.admin.repo.AuditRow;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Who changed what, newest first. */
@Singleton
public class AuditService {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AuditRepository audit;

    AuditService(AuditRepository audit) {
        this.audit = audit;
    }

    /** An entry. */
    @Serdeable
    public record AuditEntry(
            String id,
            Instant at,
            String actor,
            String actorKind,
            String action,
            String target,
            Map<String, Object> details) {
        static AuditEntry of(AuditRow row) {
            return new AuditEntry(
                    row.id(), row.at(), row.actor(), row.actorKind(), row.action(), row.target(), read(row.details()));
        }
    }

    /**
     * Lists entries.
     *
     * @param action empty: all; likewise the target
     */
    public Page<AuditEntry> list(Access by, String action, String target, Paging paging) {
        return Page.of(
                audit.list(by.workspaceId(), action, target, paging.before(), paging.oneMore()),
                paging,
                AuditRow::id,
                AuditEntry::of);
    }

    private static Map<String, Object> read(String details) {
        try {
            return JSON.readValue(details, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit details that are no JSON", e);
        }
    }
}
