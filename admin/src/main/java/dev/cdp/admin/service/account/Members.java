package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.access.Secrets;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.InvitationRepository;
import dev.cdp.admin.repo.InvitationRow;
import dev.cdp.admin.repo.MemberRow;
import dev.cdp.admin.repo.MembershipRepository;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import dev.cdp.contract.Sha256;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Who belongs to a workspace, and who is invited. */
@Singleton
public class Members {
    private static final Duration OPEN = Duration.ofDays(7);

    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Changes changes;

    Members(MembershipRepository memberships, InvitationRepository invitations, Changes changes) {
        this.memberships = memberships;
        this.invitations = invitations;
        this.changes = changes;
    }

    /** Someone in a workspace. */
    @Serdeable
    public record Member(String userId, String email, String name, String role, Instant createdAt, long version) {
        static Member of(MemberRow row) {
            return new Member(row.userId(), row.email(), row.name(), row.role(), row.createdAt(), row.version());
        }
    }

    /** An invitation that is open. */
    @Serdeable
    public record Invitation(String id, String email, String role, Instant createdAt, Instant expiresAt) {
        static Invitation of(InvitationRow row) {
            return new Invitation(row.id(), row.email(), row.role(), row.createdAt(), row.expiresAt());
        }
    }

    /** An invitation with its secret, which is shown once. */
    @Serdeable
    public record InvitationMade(Invitation invitation, String token, String path) {}

    public Page<Member> list(Access by, Paging paging) {
        List<MemberRow> rows = memberships.list(by.workspaceId(), paging.position(), paging.oneMore());
        return Page.of(rows, paging, MemberRow::userId, Member::of);
    }

    /** @throws Problem when it would leave no owner, or it was changed meanwhile */
    public Member changeRole(Access by, String userId, Role role, long version) {
        return changes.apply(by, change -> {
            List<String> owners = memberships.lockOwners(by.workspaceId());
            MemberRow before = find(by, userId);
            requireAnOwner(owners, userId, role);
            if (memberships.changeRole(by.workspaceId(), userId, role.text(), version) == 0) {
                throw Problem.changed();
            }
            change.audit(
                    "member.role",
                    userId,
                    Map.of("email", before.email(), "before", before.role(), "after", role.text()));
            return Member.of(find(by, userId));
        });
    }

    /** @throws Problem when it would leave no owner */
    public void remove(Access by, String userId) {
        changes.apply(by, change -> {
            List<String> owners = memberships.lockOwners(by.workspaceId());
            MemberRow before = find(by, userId);
            requireAnOwner(owners, userId, Role.VIEWER);
            memberships.delete(by.workspaceId(), userId);
            return change.audit("member.remove", userId, Map.of("email", before.email(), "role", before.role()));
        });
    }

    public Page<Invitation> invitations(Access by, Paging paging) {
        List<InvitationRow> rows = invitations.list(by.workspaceId(), paging.before(), paging.oneMore());
        return Page.of(rows, paging, InvitationRow::id, Invitation::of);
    }

    /** Invites someone; an open invitation of the same email is replaced. */
    public InvitationMade invite(Access by, Once once, String email, Role role) {
        return changes.create(by, once, InvitationMade.class, change -> {
            String token = Secrets.random();
            Instant now = Instant.now();
            String normalised = Accounts.normalised(email);
            invitations.deleteByEmail(by.workspaceId(), normalised);
            InvitationRow row = invitations.save(new InvitationRow(
                    Ids.next("inv"), by.workspaceId(), normalised, role.text(), Sha256.of(token), now, now.plus(OPEN)));
            change.audit("invitation.create", row.id(), Map.of("email", row.email(), "role", row.role()));
            return new InvitationMade(Invitation.of(row), token, "/invitation?token=" + token);
        });
    }

    public void uninvite(Access by, String id) {
        changes.apply(by, change -> {
            if (invitations.delete(by.workspaceId(), id) == 0) {
                throw Problem.notFound("invitation");
            }
            return change.audit("invitation.revoke", id, Map.of());
        });
    }

    private MemberRow find(Access by, String userId) {
        return memberships.find(by.workspaceId(), userId).orElseThrow(() -> Problem.notFound("member"));
    }

    private static void requireAnOwner(List<String> owners, String userId, Role after) {
        if (after != Role.OWNER && owners.equals(List.of(userId))) {
            throw Problem.conflict("role", "this is the last owner: make someone else an owner first");
        }
    }
}
