package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Principal;
import dev.cdp.admin.config.CollectorSettings;
import dev.cdp.admin.repo.MembershipRepository;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;

/** What a page has to know of its login. */
@Singleton
public class SessionViews {
    private static final int WORKSPACES = 1_000;

    private final MembershipRepository memberships;
    private final CollectorSettings collector;

    SessionViews(MembershipRepository memberships, CollectorSettings collector) {
        this.memberships = memberships;
        this.collector = collector;
    }

    /** Who is logged in. */
    @Serdeable
    public record UserView(String id, String email, String name, boolean operator) {}

    /** A workspace of theirs. */
    @Serdeable
    public record WorkspaceRole(String id, String name, String role) {}

    /**
     * A login.
     *
     * @param collectorUrl where clients send events to
     */
    @Serdeable
    public record SessionView(UserView user, List<WorkspaceRole> workspaces, String csrfToken, String collectorUrl) {}

    public SessionView of(Principal.User user, String token) {
        List<WorkspaceRole> workspaces = memberships.workspacesOf(user.id(), "", WORKSPACES).stream()
                .map(row -> new WorkspaceRole(row.id(), row.name(), row.role()))
                .toList();
        return new SessionView(
                new UserView(user.id(), user.email(), user.name(), user.operator()),
                workspaces,
                Sessions.csrfToken(token),
                collector.urlForClients());
    }
}
