package dev.cdp.admin.access;

/** Who may call a route. */
public enum Right {
    /** Anyone. */
    PUBLIC,
    /** Whoever is logged in; no token. */
    USER,
    /** A member of the path's workspace, or a token of it, with at least this role. */
    VIEWER,
    EDITOR,
    OWNER,
    /** A user who looks after the installation, in whatever workspace; no token. */
    OPERATOR;

    /** The role in the path's workspace that is needed. */
    public Role role() {
        return switch (this) {
            case VIEWER -> Role.VIEWER;
            case EDITOR -> Role.EDITOR;
            case OWNER -> Role.OWNER;
            case PUBLIC, USER, OPERATOR -> throw new IllegalStateException(this + " asks for no role");
        };
    }
}
