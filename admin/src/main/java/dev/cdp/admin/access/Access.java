package dev.cdp.admin.access;

import dev.cdp.admin.error.Problem;

/**
 * A request that has passed the check of its route's right.
 *
 * @param workspaceId that of the path; empty where the path has none
 * @param role in that workspace; null where there is none
 */
public record Access(Principal principal, String workspaceId, Role role) {

    /** @throws Problem when a token asks */
    public Principal.User user() {
        if (principal instanceof Principal.User user) {
            return user;
        }
        throw Problem.forbidden("this is for people, not for tokens");
    }

    /** This, when a person asks. */
    public Access forPeople() {
        user();
        return this;
    }

    public boolean isOperator() {
        return principal instanceof Principal.User user && user.operator();
    }
}
