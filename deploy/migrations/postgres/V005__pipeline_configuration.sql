-- What running jobs read through cdp.config: functions, destinations, connections, rules of identity;
-- and secrets, of which only the names go there. The truth is here: each change writes its record to
-- the outbox in the same transaction.

CREATE TABLE functions (
    id           text        CONSTRAINT functions_pk PRIMARY KEY,
    workspace_id text        NOT NULL
                             CONSTRAINT functions_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    name         text        NOT NULL
                             CONSTRAINT functions_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    code         text        NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    updated_by   text        NOT NULL,
    CONSTRAINT functions_name_unique UNIQUE (workspace_id, name)
);
CREATE INDEX functions_workspace_idx ON functions (workspace_id, id);
COMMENT ON COLUMN functions.code IS 'An ES module whose default export is the function; that of the newest version.';

CREATE TABLE function_versions (
    function_id text        NOT NULL
                            CONSTRAINT function_versions_function_fk REFERENCES functions (id) ON DELETE CASCADE,
    version     bigint      NOT NULL,
    code        text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    created_by  text        NOT NULL,
    CONSTRAINT function_versions_pk PRIMARY KEY (function_id, version)
);

CREATE TABLE destinations (
    id           text        CONSTRAINT destinations_pk PRIMARY KEY,
    workspace_id text        NOT NULL
                             CONSTRAINT destinations_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    name         text        NOT NULL
                             CONSTRAINT destinations_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    type         text        NOT NULL
                             CONSTRAINT destinations_type_known CHECK (type IN ('clickhouse', 'postgresql')),
    settings     jsonb       NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT destinations_name_unique UNIQUE (workspace_id, name)
);
CREATE INDEX destinations_workspace_idx ON destinations (workspace_id, id);
COMMENT ON COLUMN destinations.settings IS 'Texts by name; a secret is a reference, secret:NAME.';

CREATE TABLE connections (
    id             text             CONSTRAINT connections_pk PRIMARY KEY,
    workspace_id   text             NOT NULL
                                    CONSTRAINT connections_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    -- Neither goes while it is connected: the delete would otherwise need a tombstone of each connection.
    source_id      text             NOT NULL CONSTRAINT connections_source_fk REFERENCES sources (id),
    destination_id text             NOT NULL CONSTRAINT connections_destination_fk REFERENCES destinations (id),
    function_ids   jsonb            NOT NULL,
    events         jsonb            NOT NULL,
    excluded       jsonb            NOT NULL,
    sampling       double precision NOT NULL
                                    CONSTRAINT connections_sampling_is_a_share CHECK (sampling BETWEEN 0 AND 1),
    sampling_by    text             NOT NULL
                                    CONSTRAINT connections_sampling_by_known CHECK (sampling_by IN ('anonymous_id', 'event_id')),
    consent        jsonb            NOT NULL,
    enabled        boolean          NOT NULL,
    paused         boolean          NOT NULL,
    version        bigint           NOT NULL DEFAULT 1,
    created_at     timestamptz      NOT NULL DEFAULT now(),
    updated_at     timestamptz      NOT NULL DEFAULT now(),
    CONSTRAINT connections_pair_unique UNIQUE (source_id, destination_id)
);
CREATE INDEX connections_workspace_idx ON connections (workspace_id, id);
CREATE INDEX connections_destination_idx ON connections (destination_id);
CREATE INDEX connections_functions_idx ON connections USING gin (function_ids);

CREATE TABLE identity_settings (
    workspace_id text        CONSTRAINT identity_settings_pk PRIMARY KEY
                             CONSTRAINT identity_settings_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    nobody_ids   jsonb       NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    updated_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE secrets (
    workspace_id text        NOT NULL
                             CONSTRAINT secrets_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    name         text        NOT NULL
                             CONSTRAINT secrets_name_is_an_identifier CHECK (name ~ '^[A-Za-z_][A-Za-z0-9_]{0,62}$'),
    sealed       bytea       NOT NULL,
    version      bigint      NOT NULL DEFAULT 1,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT secrets_pk PRIMARY KEY (workspace_id, name)
);
COMMENT ON COLUMN secrets.sealed IS 'AES-256-GCM under the installation''s key: 12 bytes nonce, then the sealed value; bound to workspace and name.';
