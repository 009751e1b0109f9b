-- Who may use the admin service: accounts and their roles, invitations, sessions, API tokens, and the
-- failures that slow a guesser down. Secrets stand here as hashes only: SHA-256 for what is random,
-- argon2id for passwords.

CREATE TABLE users (
    id         text        CONSTRAINT users_pk PRIMARY KEY,
    email      text        NOT NULL
                           CONSTRAINT users_email_unique UNIQUE
                           CONSTRAINT users_email_is_lower_case CHECK (email = lower(email) AND char_length(email) <= 254),
    name       text        NOT NULL
                           CONSTRAINT users_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    password   text        NOT NULL,
    operator   boolean     NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN users.password IS 'argon2id, in its usual text form with salt and parameters.';
COMMENT ON COLUMN users.operator IS 'May make workspaces, set rate limits and control the jobs: what concerns all tenants.';

CREATE TABLE memberships (
    workspace_id text        NOT NULL
                             CONSTRAINT memberships_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    user_id      text        NOT NULL
                             CONSTRAINT memberships_user_fk REFERENCES users (id) ON DELETE CASCADE,
    role         text        NOT NULL
                             CONSTRAINT memberships_role_known CHECK (role IN ('owner', 'editor', 'viewer')),
    created_at   timestamptz NOT NULL DEFAULT now(),
    version      bigint      NOT NULL DEFAULT 1,
    CONSTRAINT memberships_pk PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX memberships_user_idx ON memberships (user_id);

CREATE TABLE invitations (
    id           text        CONSTRAINT invitations_pk PRIMARY KEY,
    workspace_id text        NOT NULL
                             CONSTRAINT invitations_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    email        text        NOT NULL,
    role         text        NOT NULL
                             CONSTRAINT invitations_role_known CHECK (role IN ('owner', 'editor', 'viewer')),
    token_sha256 bytea       NOT NULL CONSTRAINT invitations_token_unique UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    CONSTRAINT invitations_one_for_each_email UNIQUE (workspace_id, email)
);
COMMENT ON TABLE invitations IS 'Open ones: a row goes when it is accepted, taken back or replaced.';

CREATE TABLE sessions (
    token_sha256 bytea       CONSTRAINT sessions_pk PRIMARY KEY,
    user_id      text        NOT NULL
                             CONSTRAINT sessions_user_fk REFERENCES users (id) ON DELETE CASCADE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    seen_at      timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL
);
CREATE INDEX sessions_user_idx ON sessions (user_id);
CREATE INDEX sessions_expires_idx ON sessions (expires_at);

CREATE TABLE api_tokens (
    id           text        CONSTRAINT api_tokens_pk PRIMARY KEY,
    workspace_id text        NOT NULL
                             CONSTRAINT api_tokens_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    name         text        NOT NULL
                             CONSTRAINT api_tokens_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    role         text        NOT NULL
                             CONSTRAINT api_tokens_role_known CHECK (role IN ('owner', 'editor', 'viewer')),
    token_sha256 bytea       NOT NULL CONSTRAINT api_tokens_token_unique UNIQUE,
    hint         text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
CREATE INDEX api_tokens_workspace_idx ON api_tokens (workspace_id, id);

CREATE TABLE login_failures (
    subject       text        CONSTRAINT login_failures_pk PRIMARY KEY,
    failures      int         NOT NULL,
    last_at       timestamptz NOT NULL,
    blocked_until timestamptz NOT NULL
);
COMMENT ON COLUMN login_failures.subject IS 'SHA-256 of an email, or of an email and an address: what is counted together.';
