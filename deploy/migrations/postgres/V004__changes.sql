-- What the admin service needs to change things safely: versions for If-Match, ids for what had none,
-- the audit log, and the answers of creates that may be sent again.

ALTER TABLE workspaces ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE sources ADD COLUMN version bigint NOT NULL DEFAULT 1;
ALTER TABLE write_keys
    ADD COLUMN id text NOT NULL DEFAULT gen_random_uuid()::text CONSTRAINT write_keys_id_unique UNIQUE;
ALTER TABLE schema_fields
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT schema_fields_id_unique UNIQUE,
    ADD COLUMN version bigint NOT NULL DEFAULT 1;

CREATE TABLE audit_log (
    id           text        CONSTRAINT audit_log_pk PRIMARY KEY,
    -- No foreign key: the entries outlive what they are about.
    workspace_id text        NOT NULL,
    at           timestamptz NOT NULL DEFAULT now(),
    actor        text        NOT NULL,
    actor_kind   text        NOT NULL
                             CONSTRAINT audit_log_actor_kind_known CHECK (actor_kind IN ('user', 'token', 'system')),
    action       text        NOT NULL,
    target       text        NOT NULL,
    details      jsonb       NOT NULL
);
CREATE INDEX audit_log_workspace_idx ON audit_log (workspace_id, id);
CREATE INDEX audit_log_target_idx ON audit_log (workspace_id, target, id);
COMMENT ON COLUMN audit_log.id IS 'Grows with time.';
COMMENT ON COLUMN audit_log.workspace_id IS 'Empty for what concerns no workspace.';

CREATE TABLE idempotency_keys (
    -- Whoever asks, and the key that they sent.
    subject        text        NOT NULL,
    key            text        NOT NULL,
    request_sha256 bytea       NOT NULL,
    answer         bytea,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pk PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_created_idx ON idempotency_keys (created_at);
COMMENT ON COLUMN idempotency_keys.answer IS 'Encrypted, since an answer may show a new key. NULL only within the transaction that makes it.';
