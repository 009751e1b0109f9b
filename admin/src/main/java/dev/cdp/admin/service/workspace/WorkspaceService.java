package dev.cdp.admin.service.workspace;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.MembershipRepository;
import dev.cdp.admin.repo.WorkspaceRepository;
import dev.cdp.admin.repo.WorkspaceRoleRow;
import dev.cdp.admin.repo.WorkspaceRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Workspaces. */
@Singleton
public class WorkspaceService {
    private final WorkspaceRepository workspaces;
    private final MembershipRepository memberships;
    private final Changes changes;

    WorkspaceService(WorkspaceRepository workspaces, MembershipRepository memberships, Changes changes) {
        this.workspaces = workspaces;
        this.memberships = memberships;
        this.changes = changes;
    }

    /** A workspace as one of its members sees it. */
    @Serdeable
    public record WorkspaceView(String id, String name, String tier, String role, Instant createdAt, long version) {
        static WorkspaceView of(WorkspaceRoleRow row) {
            return new WorkspaceView(row.id(), row.name(), row.tier(), row.role(), row.createdAt(), row.version());
        }

        static WorkspaceView of(WorkspaceRow row, Role role) {
            return new WorkspaceView(row.id(), row.name(), row.tier(), role.text(), row.createdAt(), row.version());
        }
    }

    /** Those of who asks. */
    public Page<WorkspaceView> list(Access by, Paging paging) {
        return Page.of(
                memberships.workspacesOf(by.user().id(), paging.position(), paging.oneMore()),
                paging,
                WorkspaceRoleRow::id,
                WorkspaceView::of);
    }

    /** Makes one, of which who asks is the owner. */
    public WorkspaceView create(Access by, Once once, String id, String name) {
        return changes.create(by, once, WorkspaceView.class, change -> {
            workspaces.insert(id, name.strip());
            memberships.insert(id, by.user().id(), Role.OWNER.text());
            change.audit(id, "workspace.create", id, Map.of("name", name));
            return WorkspaceView.of(find(id), Role.OWNER);
        });
    }

    public WorkspaceView get(Access by) {
        return WorkspaceView.of(find(by.workspaceId()), by.role());
    }

    public WorkspaceView rename(Access by, String name, long version) {
        return changes.apply(by, change -> {
            if (workspaces.rename(by.workspaceId(), name.strip(), version) == 0) {
                throw Problem.changed();
            }
            change.audit("workspace.change", by.workspaceId(), Map.of("name", name));
            return get(by);
        });
    }

    private WorkspaceRow find(String id) {
        return workspaces.findById(id).orElseThrow(() -> Problem.notFound("workspace"));
    }
}
