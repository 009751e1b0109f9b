package dev.cdp.admin.service.account;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.access.Ids;
import dev.cdp.admin.access.Passwords;
import dev.cdp.admin.access.Principal;
import dev.cdp.admin.access.Role;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.repo.InvitationRepository;
import dev.cdp.admin.repo.InvitationRow;
import dev.cdp.admin.repo.MembershipRepository;
import dev.cdp.admin.repo.UserRepository;
import dev.cdp.admin.repo.UserRow;
import dev.cdp.admin.service.change.Changes;
import dev.cdp.contract.Sha256;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes accounts and lets people in. */
@Singleton
public class Accounts {
    private final UserRepository users;
    private final MembershipRepository memberships;
    private final InvitationRepository invitations;
    private final Passwords passwords;
    private final SetupToken setupToken;
    private final LoginBrake brake;
    private final Sessions sessions;
    private final Changes changes;

    Accounts(
            UserRepository users,
            MembershipRepository memberships,
            InvitationRepository invitations,
            Passwords passwords,
            SetupToken setupToken,
            LoginBrake brake,
            Sessions sessions,
            Changes changes) {
        this.users = users;
        this.memberships = memberships;
        this.invitations = invitations;
        this.passwords = passwords;
        this.setupToken = setupToken;
        this.brake = brake;
        this.sessions = sessions;
        this.changes = changes;
    }

    public boolean isSetUp() {
        return users.countAll() > 0;
    }

    /**
     * Makes the first account: an operator, and owner of the workspaces that nobody owns.
     *
     * @param token see {@link SetupToken}; null: none was sent
     * @return a session's token
     * @throws Problem when there is an account, or the token is another one
     */
    public String setUp(String email, String name, String password, String token) {
        if (isSetUp()) {
            throw alreadySetUp();
        }
        setupToken.require(token);
        UserRow user = account(email, name, password, true);
        return changes.apply(access(user), change -> {
            users.lockSetup();
            if (isSetUp()) {
                throw alreadySetUp();
            }
            users.save(user);
            memberships.adoptOrphans(user.id());
            change.audit("account.setup", user.id(), Map.of("email", user.email()));
            return sessions.begin(user.id());
        });
    }

    /**
     * Logs in.
     *
     * @param address of who asks
     * @return a session's token
     * @throws Problem when email and password don't fit, or it is too early for another try
     */
    public String logIn(String email, String password, String address) {
        UserRow user = check(email, password, address);
        return sessions.begin(user.id());
    }

    /** @throws Problem when the current password is another */
    public void changePassword(Access by, String current, String password, String address) {
        Principal.User asking = by.user();
        UserRow user = check(asking.email(), current, address);
        String hash = passwords.hash(password);
        changes.apply(by, change -> {
            users.changePassword(user.id(), hash);
            sessions.endOthers(asking);
            return change.audit("account.password", user.id(), Map.of());
        });
    }

    /**
     * Accepts an invitation.
     *
     * @param password a new one, or that of the account which has the email
     * @return a session's token
     * @throws Problem when the invitation is not open, or the password is not that of the account
     */
    public String accept(String token, String name, String password, String address) {
        InvitationRow invitation = invitations
                .findByTokenSha256(Sha256.of(token))
                .filter(found -> found.expiresAt().isAfter(Instant.now()))
                .orElseThrow(() -> Problem.unauthenticated("this invitation is not open: ask for another one"));
        Optional<UserRow> known = users.findByEmail(invitation.email());
        UserRow user = known.isPresent()
                ? check(invitation.email(), password, address)
                : account(invitation.email(), name, password, false);
        return changes.apply(access(user), change -> {
            if (invitations.delete(invitation.workspaceId(), invitation.id()) == 0) {
                throw Problem.unauthenticated("this invitation is not open: ask for another one");
            }
            if (known.isEmpty()) {
                users.save(user);
            }
            memberships.insert(invitation.workspaceId(), user.id(), invitation.role());
            change.audit(
                    invitation.workspaceId(),
                    "invitation.accept",
                    user.id(),
                    Map.of("email", user.email(), "role", invitation.role()));
            return sessions.begin(user.id());
        });
    }

    /** The role of a user in a workspace. */
    public Optional<Role> roleOf(Principal.User user, String workspaceId) {
        return memberships.findRole(workspaceId, user.id()).map(Role::of);
    }

    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private UserRow check(String email, String password, String address) {
        String normalised = normalised(email);
        brake.check(normalised, address);
        UserRow user = users.findByEmail(normalised).orElse(null);
        if (!passwords.matches(password, user == null ? null : user.password())) {
            brake.failed(normalised, address);
            throw Problem.unauthenticated("email and password don't fit");
        }
        brake.succeeded(normalised, address);
        return user;
    }

    private UserRow account(String email, String name, String password, boolean operator) {
        return new UserRow(
                Ids.next("us"), normalised(email), name.strip(), passwords.hash(password), operator, Instant.now());
    }

    private static Access access(UserRow user) {
        return new Access(
                new Principal.User(user.id(), user.email(), user.name(), user.operator(), new byte[0]), "", null);
    }

    private static Problem alreadySetUp() {
        return Problem.conflict("", "this installation is set up already: log in");
    }
}
