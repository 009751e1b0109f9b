-- Who may send events (workspaces, sources, write keys), what was learned about their fields
-- (schema_fields), and the outbox through which configuration reaches Kafka.

CREATE TABLE workspaces (
    -- The Kafka key of an event is workspace_id:anonymous_id, so an id holds no colon.
    id         text        CONSTRAINT workspaces_pk PRIMARY KEY
                           CONSTRAINT workspaces_id_is_a_slug CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name       text        NOT NULL
                           CONSTRAINT workspaces_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    tier       text        NOT NULL DEFAULT 'default'
                           CONSTRAINT workspaces_tier_known CHECK (tier IN ('default', 'pro', 'enterprise')),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE workspaces IS 'Tenants: no request of one workspace reads or changes another''s.';
COMMENT ON COLUMN workspaces.tier IS 'Which rate limits hold; those of enterprise are set per workspace.';

CREATE TABLE sources (
    -- Unique over all workspaces: a write key and a Kafka record name a source by this alone.
    id           text        CONSTRAINT sources_pk PRIMARY KEY
                             CONSTRAINT sources_id_is_a_slug CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    workspace_id text        NOT NULL
                             CONSTRAINT sources_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    name         text        NOT NULL
                             CONSTRAINT sources_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
    schema_mode  text        NOT NULL DEFAULT 'learn'
                             CONSTRAINT sources_schema_mode_known CHECK (schema_mode IN ('learn', 'strict', 'keep', 'off')),
    ip_policy    text        NOT NULL DEFAULT 'keep'
                             CONSTRAINT sources_ip_policy_known CHECK (ip_policy IN ('keep', 'truncate', 'drop')),
    enabled      boolean     NOT NULL DEFAULT true,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sources_name_unique UNIQUE (workspace_id, name)
);
COMMENT ON TABLE sources IS 'Where events come from: a site, an app, a server. Each has its own write keys.';
COMMENT ON COLUMN sources.schema_mode IS
    'What happens to a field that does not fit its learned type: learn and strict reject the event (strict an '
    'undeclared field too), keep moves the value to _misfit, off does not look.';
COMMENT ON COLUMN sources.ip_policy IS 'What is kept of the client''s address: all of it, its network, nothing.';

CREATE TABLE write_keys (
    key_sha256 bytea       CONSTRAINT write_keys_pk PRIMARY KEY
                           CONSTRAINT write_keys_sha256_length CHECK (octet_length(key_sha256) = 32),
    source_id  text        NOT NULL
                           CONSTRAINT write_keys_source_fk REFERENCES sources (id) ON DELETE CASCADE,
    hint       text        NOT NULL
                           CONSTRAINT write_keys_hint_is_masked CHECK (hint ~ '^\*{4}.{4}$'),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT write_keys_revoked_after_created CHECK (revoked_at >= created_at)
);
CREATE INDEX write_keys_source_idx ON write_keys (source_id);
COMMENT ON TABLE write_keys IS 'Keys that SDKs send. Only a hash is stored: a key is shown once, when it is made.';
COMMENT ON COLUMN write_keys.key_sha256 IS 'SHA-256 of the key''s UTF-8 bytes.';
COMMENT ON COLUMN write_keys.hint IS 'Four stars and the last four characters, for people to tell keys apart.';

-- One row per flat field, written by INSERT ... ON CONFLICT DO NOTHING and then read back, so that
-- two collectors which see a field first at the same time settle on one type. The lengths keep the
-- primary key below what one b-tree entry can hold (2,704 bytes).
CREATE TABLE schema_fields (
    workspace_id  text        NOT NULL
                              CONSTRAINT schema_fields_workspace_fk REFERENCES workspaces (id) ON DELETE CASCADE,
    event_type    text        NOT NULL
                              CONSTRAINT schema_fields_event_type_known
                              CHECK (event_type IN ('track', 'identify', 'page', 'screen', 'group', 'alias')),
    event_name    text        NOT NULL
                              CONSTRAINT schema_fields_event_name_length CHECK (octet_length(event_name) <= 1024),
    field         text        NOT NULL
                              CONSTRAINT schema_fields_field_length CHECK (octet_length(field) BETWEEN 1 AND 1024),
    type          text        NOT NULL
                              CONSTRAINT schema_fields_type_known
                              CHECK (type IN ('string', 'number', 'boolean', 'array', 'timestamp')),
    locked        boolean     NOT NULL DEFAULT false,
    first_seen_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT schema_fields_pk PRIMARY KEY (workspace_id, event_type, event_name, field)
);
COMMENT ON TABLE schema_fields IS 'The schema registry: the type of each flat field, learned on first sight.';
COMMENT ON COLUMN schema_fields.event_name IS 'Name of a track event; empty for the other types.';
COMMENT ON COLUMN schema_fields.field IS 'Name after flattening, snake_case.';
COMMENT ON COLUMN schema_fields.type IS 'timestamp only where a person declared it; the others are learned.';
COMMENT ON COLUMN schema_fields.locked IS 'Fixed by a person: not retyped or removed by anything automatic.';

-- A change of configuration writes its Kafka record here, in the same transaction.
--
-- Commit order is not id order: an id is taken at the INSERT and becomes visible at the COMMIT, so a
-- lower id can appear after a higher one. A drainer that remembers the last id it saw would skip such
-- a row for ever. So it keeps no position: it takes the rows that are there (ORDER BY id FOR UPDATE),
-- produces them, and deletes them in the same transaction once Kafka has acknowledged; a row that
-- commits later is found by the next round. A crash in between repeats records, which a compacted
-- topic bears. One drainer at a time (an advisory lock), or two could reorder one key's records.
-- Writers of one key lock the row that they change first, so among one key ids do follow commits.
CREATE TABLE outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
    topic      text        NOT NULL CONSTRAINT outbox_topic_not_empty CHECK (topic <> ''),
    key        text        NOT NULL CONSTRAINT outbox_key_not_empty CHECK (key <> ''),
    value      text,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE outbox IS 'Records on their way to Kafka; a row is deleted once Kafka has acknowledged it.';
COMMENT ON COLUMN outbox.value IS 'The record''s value, JSON; NULL is a tombstone.';
